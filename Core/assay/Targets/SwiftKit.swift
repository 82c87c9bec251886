// Assay: AssayKit, compiled, for .swift targets.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import Glibc

/// Where the modules and objects are that a .swift target is compiled against.
struct SwiftKit {
    private enum Place {
        /// `<prefix>/lib/assay/kit`, with a folder for each compiler.
        case installed(String)
        /// The folder of binaries of a build of the project, and the project.
        case build(binaries: String, project: String)
    }

    private let place: Place
    /// Changes when the kit does.
    let identity: String

    /// The kit installed beside this program, or that of the build that the program is part of.
    static func find() throws(CommandError) -> SwiftKit {
        let program = FileIdentity.resolve("/proc/self/exe") ?? ""
        let folder = parent(program)
        let installed = "\(parent(folder))/lib/assay/kit"
        if let identity = FileIdentity.of(installed) {
            return SwiftKit(place: .installed(installed), identity: identity)
        }
        let project = parent(parent(parent(folder)))
        if let identity = FileIdentity.of("\(folder)/Modules/AssayKit.swiftmodule"),
            TextFile.exists("\(project)/Core/CAssay/module.modulemap")
        {
            return SwiftKit(place: .build(binaries: folder, project: project), identity: identity)
        }
        throw CommandError(
            "this installation has no compiled AssayKit (\(installed)), which .swift targets need: install assay with its "
                + "lib folder, or compile the target elsewhere and run the .so file")
    }

    /// What the compiler is to be told: where modules are, and what to link.
    func arguments(for compiler: SwiftCompiler) throws(CommandError) -> [String] {
        switch place {
        case .installed(let root):
            let tag = try compiler.tag()
            let folder = "\(root)/\(tag)"
            guard TextFile.exists("\(folder)/AssayKit.swiftmodule") else {
                throw CommandError(
                    "\(root): made by another compiler than \(compiler.path) (\(tag)): use that one, or build assay with yours"
                )
            }
            return ["-I", folder, "-I", "\(folder)/CAssay", "-L", folder, "-lAssayKit"]
        case .build(let binaries, let project):
            let objects = try Self.objects("\(binaries)/AssayKit.build") + Self.objects("\(binaries)/AssayJSON.build")
            return ["-I", "\(binaries)/Modules", "-I", "\(project)/Core/CAssay"] + objects
        }
    }

    /// The objects of a module; the folder also holds those of sources that were removed.
    private static func objects(_ folder: String) throws(CommandError) -> [String] {
        let path = "\(folder)/output-file-map.json"
        guard let map = try? JSONValue(parsing: try TextFile.text(path)), let files = map.objectValue else {
            throw CommandError("\(path): no map of objects that can be read")
        }
        return Set(files.compactMap { $0.value["object"]?.stringValue }).sorted()
    }

    private static func parent(_ path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}
