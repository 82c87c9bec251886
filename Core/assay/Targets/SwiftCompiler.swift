// Assay: the Swift compiler, for .swift targets.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import Glibc

/// A Swift compiler on this machine.
struct SwiftCompiler {
    /// The program.
    let path: String
    /// Changes when the compiler does.
    let identity: String

    /// The first `swiftc` in PATH.
    static func find(target: String) throws(CommandError) -> SwiftCompiler {
        let folders = getenv("PATH").map { String(cString: $0) } ?? ""
        for folder in folders.split(separator: ":") where folder.hasPrefix("/") {
            let path = "\(folder)/swiftc"
            if access(path, X_OK) == 0, let identity = FileIdentity.of(path) {
                return SwiftCompiler(path: path, identity: identity)
            }
        }
        throw CommandError(
            "\(target): compiling it needs swiftc, which is not in PATH: install Swift from https://swift.org/install, "
                + "or compile it elsewhere and run the .so file")
    }

    /// The compiler's tag, which modules are bound to: "swift-6.3.1-RELEASE".
    func tag() throws(CommandError) -> String {
        guard let text = try ChildProcess.output(path, ["-print-target-info"]),
            let info = try? JSONValue(parsing: text), let tag = info["swiftCompilerTag"]?.stringValue
        else { throw CommandError("\(path) -print-target-info: no answer that can be read") }
        return tag
    }

    /// Compiles a target to `folder`/library.so. What the compiler complains about goes to standard error, with the lines
    /// of the file.
    func compile(_ source: SwiftSource, kit: SwiftKit, in folder: String) throws(CommandError) {
        let entry = "\(folder)/Entry.swift"
        let exports = "\(folder)/exports.map"
        try TextFile.write(source.entry, to: entry)
        try TextFile.write("ASSAY_1 {\n    global: assay_plugin_entry;\n    local: *;\n};\n", to: exports)
        let arguments =
            [
                "-O", "-wmo", "-parse-as-library", "-emit-library", "-module-name", "AssayTarget", "-swift-version",
                "6",
                "-enable-upcoming-feature", "NonisolatedNonsendingByDefault", "-o", "\(folder)/library.so",
                "-Xlinker", "--version-script=\(exports)", "-Xlinker", "-z", "-Xlinker", "defs",
            ] + (try kit.arguments(for: self)) + [source.path, entry]
        let code = try ChildProcess.run(path, arguments)
        guard code == 0 else { throw CommandError("\(source.path): it does not compile, see above") }
    }
}
