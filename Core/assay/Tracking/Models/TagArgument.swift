// Assay: tags on the command line.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayJSON

/// Tags as options give them: "key=value".
enum TagArgument {
    /// Throws for a text that is no tag.
    static func check(_ tags: [String]) throws {
        for tag in tags where !tag.contains("=") { throw ValidationError("--tags: '\(tag)' is not key=value") }
    }

    /// The key and the value; what follows the first "=" is the value.
    static func pair(_ tag: String) -> (key: String, value: String) {
        let key = tag.prefix { $0 != "=" }
        return (String(key), String(tag.dropFirst(key.count + 1)))
    }

    /// The tags as requests hold them.
    static func list(_ tags: [String]) -> JSONValue {
        list(tags.map(pair))
    }

    /// The pairs as requests hold them.
    static func list(_ pairs: [(key: String, value: String)]) -> JSONValue {
        .array(pairs.map { ["key": .string($0.key), "value": .string($0.value)] })
    }
}
