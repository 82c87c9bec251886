// Assay: lists the files of the search path.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

extension PluginSearchPath {
    /// No folder is read further than this.
    private static let mostFiles = 4096

    /// What the search path holds.
    struct Listing {
        /// Files that may be opened, each once, in order of precedence.
        var files: [PluginFile] = []
        /// Places and files that may not.
        var failures: [PluginLoadFailure] = []
    }

    /// Lists every file that ends in ".so" and that nobody else can have written.
    func list(trust: FileTrust = FileTrust()) -> Listing {
        var listing = Listing()
        var seen: Set<PluginFile.Identity> = []
        for place in places {
            for candidate in Self.candidates(in: place, trust: trust, failures: &listing.failures) {
                do throws(PluginLoadFailure.Reason) {
                    if candidate.isFolderTrusted {
                        try trust.checkFile(candidate.path)
                    } else {
                        try trust.check(candidate.path)
                    }
                    let file = try PluginFile(path: candidate.path)
                    if seen.insert(file.identity).inserted { listing.files.append(file) }
                } catch {
                    listing.failures.append(PluginLoadFailure(path: candidate.path, reason: error))
                }
            }
        }
        return listing
    }

    /// A file that may be a plugin.
    private struct Candidate {
        let path: String
        /// Whether its folder, and all above, have been checked.
        let isFolderTrusted: Bool
    }

    private static func candidates(
        in place: Place, trust: FileTrust, failures: inout [PluginLoadFailure]
    ) -> [Candidate] {
        var status = stat()
        guard stat(place.path, &status) == 0 else {
            let code = errno
            if code != ENOENT || place.isNamed {
                let reason = code == ENOENT ? PluginLoadFailure.Reason.notFound : .notReadable(SystemError.text(code))
                failures.append(PluginLoadFailure(path: place.path, reason: reason))
            }
            return []
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { return [Candidate(path: place.path, isFolderTrusted: false)] }
        do {
            let names = try names(in: place.path)
            if !names.isEmpty { try trust.check(place.path, isFolder: true) }
            return names.map { Candidate(path: place.path + "/" + $0, isFolderTrusted: true) }
        } catch {
            failures.append(PluginLoadFailure(path: place.path, reason: error))
            return []
        }
    }

    /// The names that end in ".so", sorted, so that precedence does not depend on the file system.
    private static func names(in folder: String) throws(PluginLoadFailure.Reason) -> [String] {
        guard let stream = opendir(folder) else { throw .notReadable(SystemError.text(errno)) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream), names.count < mostFiles {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name.hasSuffix(".so") && name != ".so" { names.append(name) }
        }
        return names.sorted()
    }
}
