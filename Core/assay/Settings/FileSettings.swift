// Assay: settings from the data of a file.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

/// Turns a settings file's data into settings. Keys are the long names of options, at the top or in a table `run`.
struct FileSettings {
    /// The file's path, for errors.
    let path: String
    /// The file's text, to find the line of a key.
    let text: String
    /// What the file sets.
    private(set) var settings: [Setting] = []

    /// Reads `data`, what a settings format made of `text`.
    init(_ data: JSONValue, path: String, text: String) throws(CommandError) {
        self.path = path
        self.text = text
        guard let top = data.objectValue else {
            throw CommandError("\(path): a table of options is wanted, such as 'users = 10'")
        }
        for (key, value) in top {
            guard key == "run" else {
                try add(key, value)
                continue
            }
            guard let run = value.objectValue else { throw CommandError("\(place("run")): a table is wanted") }
            for (key, value) in run { try add(key, value) }
        }
    }

    private mutating func add(_ key: String, _ value: JSONValue) throws(CommandError) {
        let place = place(key)
        guard let option = RunOption.all.first(where: { $0.name == key }) else {
            if let reason = LaterOption.reason(key) { throw CommandError("\(place): \(reason)") }
            let known = RunOption.all.map(\.name)
            throw CommandError("\(place): no such option\(Suggestion.clause(key, among: known))")
        }
        guard key != "config" else { throw CommandError("\(place): a settings file cannot name another one") }
        guard !settings.contains(where: { $0.option.name == key }) else {
            throw CommandError("\(place): set twice, at the top and in 'run'")
        }
        settings.append(try Setting(option, try Self.values(value, option.form, place), place: place))
    }

    private static func values(_ value: JSONValue, _ form: RunOption.Form, _ place: String) throws(CommandError)
        -> [String]
    {
        if let elements = value.arrayValue, form == .words || form == .lines {
            var values: [String] = []
            for element in elements { values.append(try text(element, place)) }
            return values
        }
        let text = try text(value, place)
        return form == .words ? text.split(separator: " ").map(String.init) : [text]
    }

    private static func text(_ value: JSONValue, _ place: String) throws(CommandError) -> String {
        switch value {
        case .string(let text): return text
        case .integer, .number, .bool: return value.text()
        case .object(let object):
            guard let id = object["id"]?.stringValue, object.allSatisfy({ $0.key == "id" || $0.key == "config" }) else {
                throw CommandError("\(place): a table is to have an 'id' and perhaps a 'config'")
            }
            return object["config"].map { "\(id)=\($0.text())" } ?? id
        case .null, .array: throw CommandError("\(place): a text, a number, true or false is wanted")
        }
    }

    /// "assay.toml:3: users", without the line when no line begins with the key.
    private func place(_ key: String) -> String {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.drop { $0 == " " || $0 == "\t" || $0 == "\"" || $0 == "'" || $0 == "[" }
            let next = line.dropFirst(key.count).first { $0 != " " && $0 != "\t" && $0 != "\"" && $0 != "'" }
            if line.hasPrefix(key), next == "=" || next == ":" || next == "]" { return "\(path):\(index + 1): \(key)" }
        }
        return "\(path): \(key)"
    }
}
