// Assay: a component's config: a JSON object whose keys are all accounted for.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON
internal import CAssay

/// The config of a component. Read the keys you know, then call `rejectUnknownKeys`, so that a misspelt key is an error
/// and never ignored.
///
///     path = try config.string("path", default: "report.html")
///     try config.rejectUnknownKeys()
public final class Config {
    /// The object as given.
    public let object: JSONObject
    private let owner: String
    private var known: [String] = []

    /// Wraps an object; `owner` is the component's id, for messages.
    public init(_ object: JSONObject, of owner: String) {
        self.object = object
        self.owner = owner
    }

    /// Parses a config text, which must be a JSON object.
    public convenience init(parsing text: String, of owner: String) throws {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: text)
        } catch {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the config of '\(owner)' is not JSON", context: "\(error)")
        }
        guard case .object(let object) = value else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the config of '\(owner)' must be a JSON object")
        }
        self.init(object, of: owner)
    }

    /// The value of a key; nil when it is absent or null.
    public func value(_ key: String) -> JSONValue? {
        known.append(key)
        guard let value = object[key], value != .null else { return nil }
        return value
    }

    /// Throws when the object has a key that was not asked for.
    public func rejectUnknownKeys() throws {
        for (key, _) in object where !known.contains(key) {
            let names = known.isEmpty ? "it takes none" : "it takes \(known.sorted().joined(separator: ", "))"
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the config of '\(owner)' has an unknown key; \(names)", context: key)
        }
    }

    /// An error about one key of this config.
    public func invalid(_ key: String, _ wanted: String) -> AssayError {
        AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the config of '\(owner)': '\(key)' must be \(wanted)", context: key)
    }
}
