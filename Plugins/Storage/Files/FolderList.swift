// Assay: a page of a folder of artifacts.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Glibc

/// Finds the entries of a page: the first ones in the order of their names after a given one. The memory is bounded by
/// the page, whatever the folder holds.
struct FolderList {
    private let root: StoreRoot
    private let key: ArtifactKey
    private let after: String
    private let limit: Int

    init(_ root: StoreRoot, _ key: ArtifactKey, after: String, limit: Int) {
        self.root = root
        self.key = key
        self.after = after
        self.limit = limit
    }

    func page() throws -> ArtifactPage {
        let folder = try root.open(key, O_RDONLY | O_NONBLOCK, to: "list it")
        do {
            guard try folder.status().isFolder else { throw Errno(code: ENOTDIR) }
            let names = try firstNames(folder)
            var entries: [ArtifactEntry] = []
            for name in names.prefix(limit) {
                // What has gone meanwhile is left out.
                guard let found = try? folder.status(of: name), found.isFile || found.isFolder else { continue }
                let info = found.info
                entries.append(ArtifactEntry(name: name, isDirectory: info.isDirectory, size: info.size))
            }
            return ArtifactPage(entries: entries, nextPage: names.count > limit ? names[limit - 1] : "")
        } catch let failure as Errno {
            guard failure.code != ENOTDIR else {
                throw AssayError(
                    .ASSAY_STATUS_FAILED_PRECONDITION, "cannot list it: it is no folder", context: key.text)
            }
            throw FileFailure.error(failure.code, "list it", key)
        }
    }

    /// The names of the page and one more, if there is one.
    private func firstNames(_ folder: Descriptor) throws(Errno) -> [String] {
        let entries = try FolderEntries(folder)
        var names: [String] = []
        while let entry = entries.next() {
            guard isListed(entry, folder), after.utf8.lexicographicallyPrecedes(entry.name.utf8) else { continue }
            names.append(entry.name)
            if names.count > 2 * limit + 1000 { cut(&names) }
        }
        cut(&names)
        return names
    }

    private func cut(_ names: inout [String]) {
        names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        names.removeLast(max(0, names.count - limit - 1))
    }

    private func isListed(_ entry: FolderEntries.Entry, _ folder: Descriptor) -> Bool {
        if key.isRoot, entry.name == StoreRoot.stagingName { return false }
        switch Int(entry.type) {
        case Int(DT_REG), Int(DT_DIR): return true
        case Int(DT_UNKNOWN): return (try? folder.status(of: entry.name)).map { $0.isFile || $0.isFolder } ?? false
        default: return false
        }
    }
}
