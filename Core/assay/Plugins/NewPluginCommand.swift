// Assay: `assay plugins new`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayCore
import Glibc

/// `assay plugins new`: begins a plugin from a template that works.
struct NewPluginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Begins a plugin from a template that builds and passes its tests.")

    /// In which language a plugin is written.
    enum Language: String, ExpressibleByArgument, CaseIterable {
        case swift
        case c
    }

    @Argument(help: ArgumentHelp("What it is to be: 'scenario', 'exporter', …", valueName: "kind"))
    var kind: String

    @Argument(help: ArgumentHelp("Its id: 'com.acme.request-log'.", valueName: "id"))
    var id: String

    @Option(help: "Its language.")
    var language = Language.swift

    @Option(help: ArgumentHelp("Where to put it; the id's last label by default.", valueName: "folder"))
    var directory: String?

    @Option(help: ArgumentHelp("Where the templates are, when not in <prefix>/share/assay.", valueName: "folder"))
    var templates: String?

    func run() throws {
        let share = (PluginSearchPath.installPrefix() ?? "") + "/share/assay"
        let folder = templates ?? share + "/templates"
        let names = try TemplateNames(id: id, kitFolder: share + "/AssayKit")
        let source = "\(folder)/\(language.rawValue)/\(kind)"
        guard access(source, R_OK) == 0 else { throw CommandError(missing(in: folder)) }
        let target = directory ?? names.label
        try TemplateCopy(source: source, target: target, names: names).run()
        Output.standard.write("made \(target); its README.md says how to build, test and use it\n")
    }

    private func missing(in folder: String) -> String {
        let offers = FolderListing.names(in: folder).flatMap { language in
            FolderListing.names(in: folder + "/" + language).map { "\($0) --language \(language)" }
        }
        guard !offers.isEmpty else {
            return "no templates in '\(folder)'; use an installed assay, or --templates FOLDER"
        }
        return "no template for \(kind) --language \(language.rawValue); there are: \(offers.joined(separator: ", "))"
    }
}
