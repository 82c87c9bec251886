// Assay: settings files in TOML.
// SPDX-License-Identifier: Apache-2.0
package import AssayJSON
package import AssayKit
import CAssay
import TOMLKit

/// The component `assay.settings.toml`: TOML 1.0 by TOMLKit.
package final class TOMLSettings: SettingsComponent {
    package static let descriptor = ComponentDescriptor(
        id: "assay.settings.toml", kind: ASSAY_KIND_SETTINGS, name: "TOML settings",
        description: "Reads settings files in TOML.", configSchema: #"{"type":"object","additionalProperties":false}"#)

    package static let fileExtensions = ["toml"]

    package init(host: Host, config: Config) throws {
        try config.rejectUnknownKeys()
    }

    package func parse(_ text: String) throws -> JSONValue {
        try TableHeaders.check(text)
        do {
            return try Self.value(TOMLTable(string: text), at: "")
        } catch let error as TOMLParseError {
            let place = error.source.begin
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "line \(place.line), column \(place.column): \(error.description)")
        }
    }

    private static func value(_ value: some TOMLValueConvertible, at key: String) throws -> JSONValue {
        if let text = value.string { return .string(text) }
        if let number = value.int { return .integer(Int64(number)) }
        if let number = value.double { return .number(number) }
        if let flag = value.bool { return .bool(flag) }
        if let array = value.array { return .array(try array.map { try Self.value($0.tomlValue, at: key) }) }
        guard let table = value.table else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "'\(key)' is a \(value.type), which no option takes; write it in quotes"
            )
        }
        var object = JSONObject()
        for (key, value) in table { object[key] = try Self.value(value.tomlValue, at: key) }
        return .object(object)
    }
}
