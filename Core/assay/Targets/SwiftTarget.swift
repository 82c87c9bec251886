// Assay: a target that is one .swift file.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// A scenario in a .swift file, compiled against AssayKit on first use. The library is kept under the hash of everything
/// that it depends on, so that a second start compiles nothing.
struct SwiftTarget {
    private let path: String
    private let host: RunHost

    /// The file at `path`.
    init(_ path: String, host: RunHost) {
        self.path = path
        self.host = host
    }

    /// The path of the library, compiled now unless it was before.
    func compiled() throws(CommandError) -> String {
        let source = try SwiftSource(path)
        let compiler = try SwiftCompiler.find(target: path)
        let kit = try SwiftKit.find()
        let cache = try TargetCache()
        let library = cache.file(key(source, compiler, kit), "so")
        guard !TextFile.exists(library) else { return library }
        host.log(.ASSAY_LOG_INFO, "compiling \(path)")
        try cache.make(library) { (folder: String) throws(CommandError) in
            try compiler.compile(source, kit: kit, in: folder)
        }
        return library
    }

    /// A change of the source, of what is appended to it, of the compiler or of the kit makes another key.
    private func key(_ source: SwiftSource, _ compiler: SwiftCompiler, _ kit: SwiftKit) -> String {
        var hash = SHA256()
        // The path is in the library too: in error messages of the scenario.
        for part in [ASSAY_VERSION_STRING, path, compiler.identity, kit.identity, source.entry] {
            hash.update(Array(part.utf8) + [0])
        }
        hash.update(source.bytes)
        return hash.finish()
    }
}
