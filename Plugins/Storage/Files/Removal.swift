// Assay: removes an artifact or a folder of them.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Glibc
import Synchronization

/// A removal: out of sight when it is made, and gone when `step` says so.
final class Removal: Sendable {
    private let tree: Mutex<TreeRemoval?>
    private let key: ArtifactKey
    private let fileCount: UInt64

    /// Removes a file, or takes a folder out of sight; may wait.
    init(_ root: StoreRoot, _ key: ArtifactKey) throws {
        self.key = key
        let parent = try root.open(key.parent, O_RDONLY | O_DIRECTORY, to: "remove it")
        try root.checkIsNotReserved(key)
        do throws(Errno) {
            let name = String(key.name)
            let found = try parent.status(of: name)
            if found.isFolder {
                fileCount = 0
                tree = Mutex(try Self.hide(parent, name, root.staging))
            } else {
                guard found.isFile else { throw Errno(code: ELOOP) }
                _ = try retrying { unlinkat(parent.number, name, 0) }
                fileCount = 1
                tree = Mutex(nil)
            }
            try parent.flush()
        } catch {
            throw FileFailure.error(error.code, "remove it", key)
        }
    }

    /// How many files and folders went.
    var count: UInt64 { tree.withLock { $0?.count ?? fileCount } }

    /// Removes some; false when all are gone. May wait.
    func step() throws -> Bool {
        try tree.withLock { tree in
            do { return try tree?.step() ?? false } catch let failure as Errno {
                throw FileFailure.error(failure.code, "remove all of it", key)
            }
        }
    }

    private static func hide(_ parent: Descriptor, _ name: String, _ staging: Descriptor) throws(Errno) -> TreeRemoval {
        let folder = try parent.open(name, O_RDONLY | O_DIRECTORY)
        // Held until the end, so that a server that starts leaves it to us.
        _ = folder.lock()
        let hidden = StagedFile.newName()
        _ = try retrying { renameat(parent.number, name, staging.number, hidden) }
        return TreeRemoval(staging, hidden, folder)
    }
}
