// Assay: one option as a layer of settings gives it.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// An option's value on its way through the command line's own parser, so that one grammar serves all layers.
struct Setting {
    /// The option.
    let option: RunOption
    /// What to call it in an error: "assay.toml:3: users", "ASSAY_USERS".
    let place: String
    /// The arguments that set it.
    let arguments: [String]

    /// Makes a setting from texts: one for a value, any number for a list.
    init(_ option: RunOption, _ values: [String], place: String) throws(CommandError) {
        self.option = option
        self.place = place
        switch option.form {
        case .flag:
            arguments = ["--\(try Setting.isOn(values, place) ? "" : "no-")\(option.name)"]
        case .value, .component:
            guard values.count == 1, let value = values.first else {
                throw CommandError("\(place): one value is wanted")
            }
            arguments = ["--\(option.name)=\(value)"]
        case .words:
            arguments = values.isEmpty ? [] : ["--\(option.name)"] + values
        case .lines where option.name == "targets":
            arguments = ["--"] + values
        case .lines:
            arguments = values.map { "--\(option.name)=\($0)" }
        }
    }

    /// Whether it sets the targets, which have no option.
    var isPositional: Bool { option.name == "targets" }

    /// Throws what the parser has against this setting, with its place.
    func check() throws(CommandError) {
        do {
            _ = try RunOptions.parse(arguments)
        } catch {
            throw CommandError("\(place): \(RunOptions.message(for: error))")
        }
    }

    private static func isOn(_ values: [String], _ place: String) throws(CommandError) -> Bool {
        switch values.first?.lowercased() {
        case "true", "1", "yes", "on": return true
        case "false", "0", "no", "off": return false
        default: throw CommandError("\(place): true or false is wanted")
        }
    }
}
