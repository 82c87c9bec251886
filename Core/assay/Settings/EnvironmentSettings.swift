// Assay: settings from environment variables.
// SPDX-License-Identifier: Apache-2.0

/// Reads `ASSAY_USERS`, `ASSAY_SPAWN_RATE` and so on: an option's name in capitals, with '_' for '-'.
struct EnvironmentSettings {
    /// What the variables set.
    private(set) var settings: [Setting] = []
    /// Variables that look like a misspelled option: lines to warn with.
    private(set) var warnings: [String] = []

    /// Reads the variables. `ASSAY_PLUGIN_PATH` is not among them: it belongs to the host.
    init(_ environment: [String: String]) throws(CommandError) {
        let options = RunOption.all.filter { $0.name != "plugin-path" }
        let byVariable = Dictionary(options.map { (Self.variable($0.name), $0) }) { first, _ in first }
        for (variable, value) in environment.sorted(by: { $0.key < $1.key }) where variable.hasPrefix("ASSAY_") {
            if let option = byVariable[variable] {
                settings.append(try Setting(option, Self.values(value, option.form), place: variable))
            } else if let reason = LaterOption.reason(Self.name(variable)) {
                throw CommandError("\(variable): \(reason)")
            } else if variable != "ASSAY_PLUGIN_PATH",
                let near = Suggestion.near(variable, among: byVariable.keys).first
            {
                warnings.append("environment variable '\(variable)' sets nothing: did you mean '\(near)'?")
            }
        }
    }

    private static func variable(_ name: String) -> String {
        "ASSAY_" + String(name.uppercased().map { $0 == "-" ? "_" : $0 })
    }

    private static func name(_ variable: String) -> String {
        String(variable.dropFirst("ASSAY_".count).lowercased().map { $0 == "_" ? "-" : $0 })
    }

    private static func values(_ text: String, _ form: RunOption.Form) -> [String] {
        switch form {
        case .flag, .value, .component: [text]
        case .words: text.split(separator: " ").map(String.init)
        case .lines: text.split(separator: "\n").map(String.init)
        }
    }
}
