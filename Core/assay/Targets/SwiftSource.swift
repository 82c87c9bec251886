// Assay: the text of a .swift target, and the entry that makes a plugin of it.
// SPDX-License-Identifier: Apache-2.0

/// A scenario's source. The file needs nothing but its user classes:
///
/// - `let plugin = Plugin(…)` at the top of the file is the whole plugin, load shapes and all;
/// - else `let scenario = Scenario(…)` is its one scenario;
/// - else every class that conforms to `User` is a user class of a scenario with the file's name.
struct SwiftSource {
    /// Where it is.
    let path: String
    /// The file as it is.
    let bytes: [UInt8]
    /// The file that is compiled beside it and exports the plugin's entry.
    let entry: String

    /// Reads the file and decides what its entry is.
    init(_ path: String) throws(CommandError) {
        self.path = path
        bytes = try TextFile.bytes(path)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw CommandError("\(path): not UTF-8 text") }
        let declarations = SwiftDeclarations(text)
        if declarations.globals.contains("plugin") {
            entry = Self.entry("plugin.entry(host)")
        } else if declarations.globals.contains("scenario") {
            entry = Self.entry("scenario.pluginEntry(host)")
        } else {
            guard !declarations.users.isEmpty else {
                throw CommandError(
                    "\(path): it has no class that conforms to User, no 'let scenario = Scenario(…)' and no 'let plugin = "
                        + "Plugin(…)' at the top of the file")
            }
            let users = declarations.users.map { "\($0).self" }.joined(separator: ", ")
            entry = Self.entry("Scenario(\"\(Self.id(path))\", users: [\(users)]).pluginEntry(host)")
        }
    }

    private static func entry(_ expression: String) -> String {
        """
        import AssayKit
        import CAssay

        @c(assay_plugin_entry)
        public func assayTargetEntry(_ host: UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>? {
            \(expression)
        }

        """
    }

    /// The file's name as an id: lower case, '_' for what an id may not hold.
    private static func id(_ path: String) -> String {
        let name = path.split(separator: "/").last?.dropLast(".swift".count) ?? ""
        let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        let id = String(letters)
        return id.first?.isLetter == true ? id : "scenario_" + id
    }
}
