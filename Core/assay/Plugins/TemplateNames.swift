// Assay: the names that a copied template gets.
// SPDX-License-Identifier: Apache-2.0
import AssayCore

/// What stands for itself in a template, and what a copy has in its place; the table of Plugins/Template/README.md.
struct TemplateNames {
    /// In the order in which they are replaced.
    let replacements: [(old: String, new: String)]
    /// The id's last label.
    let label: String

    /// The names for a plugin `id`, whose copy is built with the AssayKit in `kitFolder`.
    init(id: String, kitFolder: String) throws(CommandError) {
        let label = id.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        guard PluginManifest.isID(id), id.contains("."), label.first?.isLetter == true else {
            throw CommandError(
                "id '\(id)' is not of the form 'com.acme.request-log': lower-case labels separated by dots, the last "
                    + "one beginning with a letter")
        }
        let words = label.split { $0 == "-" || $0 == "_" }.map(String.init)
        let capitalised = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        let snake = words.joined(separator: "_")
        self.label = label
        replacements = [
            ("com.example.template", id),
            ("TemplatePlugin", capitalised.joined()),
            ("template_plugin", snake),
            ("TEMPLATE_PLUGIN", snake.uppercased()),
            ("Template Plugin", capitalised.joined(separator: " ")),
            ("../../../../dist/share/assay/AssayKit", kitFolder),
        ]
    }

    /// `text` with every name replaced.
    func applied(to text: String) -> String {
        replacements.reduce(text) { text, names in text.replacing(names.old, with: names.new) }
    }
}
