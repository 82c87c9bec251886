// Assay: settings files in YAML.
// SPDX-License-Identifier: Apache-2.0
package import AssayJSON
package import AssayKit
import CAssay
import Yams

/// The component `assay.settings.yaml`: YAML by libyaml, scalars as in YAML 1.2's core schema.
package final class YAMLSettings: SettingsComponent {
    package static let descriptor = ComponentDescriptor(
        id: "assay.settings.yaml", kind: ASSAY_KIND_SETTINGS, name: "YAML settings",
        description: "Reads settings files in YAML.", configSchema: #"{"type":"object","additionalProperties":false}"#)

    package static let fileExtensions = ["yaml", "yml"]

    package init(host: Host, config: Config) throws {
        try config.rejectUnknownKeys()
    }

    package func parse(_ text: String) throws -> JSONValue {
        try AliasLimit.check(text)
        let root: Node?
        do {
            root = try Parser(yaml: text, resolver: .basic).singleRoot()
        } catch let error as YamlError {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, Self.message(error))
        }
        guard let root else { return [:] }
        var converter = NodeConverter()
        return try converter.value(root)
    }

    /// "line 3, column 7: …", without the excerpt that Yams adds.
    private static func message(_ error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            "line \(mark.line), column \(mark.column): \(problem)"
        case .duplicatedKeysInMapping(let duplicates, let context):
            "line \(context.mark.line), column \(context.mark.column): '\(duplicates.joined(separator: "', '"))' is there twice"
        default:
            String("\(error)".prefix { $0 != "\n" })
        }
    }
}
