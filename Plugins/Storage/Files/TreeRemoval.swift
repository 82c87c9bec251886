// Assay: removes a folder and all below it, in small steps.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Removes a tree of folders that nobody else uses. A folder within is moved up to the top before it is emptied: however
/// deep the tree is, two folders are open at most.
final class TreeRemoval {
    /// A folder below the top that is emptied.
    private struct Inner {
        let name: String
        let folder: Descriptor
        let entries: FolderEntries
    }

    /// How much is removed in one step.
    private static let stepSize = 1000

    private let parent: Descriptor
    private let name: String
    private let top: Descriptor
    private var entries: FolderEntries?
    private var inner: Inner?
    private var countBefore: UInt64 = 0
    /// How many files and folders went.
    private(set) var count: UInt64 = 0

    /// Removes `name` in `parent`, open as `top`.
    init(_ parent: Descriptor, _ name: String, _ top: Descriptor) {
        self.parent = parent
        self.name = name
        self.top = top
    }

    /// Removes some; false when all is gone.
    func step() throws(Errno) -> Bool {
        for _ in 0..<Self.stepSize {
            if let folder = inner {
                try empty(folder)
            } else if try !advance() {
                return false
            }
        }
        return true
    }

    /// Takes the next entry of the top.
    private func advance() throws(Errno) -> Bool {
        let stream = if let entries { entries } else { try FolderEntries(top) }
        entries = stream
        guard let entry = stream.next() else { return try finishPass() }
        if try !remove(entry, in: top) {
            let folder = try top.open(entry.name, O_RDONLY | O_DIRECTORY)
            inner = Inner(name: entry.name, folder: folder, entries: try FolderEntries(folder))
        }
        return true
    }

    /// Takes the next entry of a folder below the top.
    private func empty(_ folder: Inner) throws(Errno) {
        guard let entry = folder.entries.next() else {
            // What it still holds, if a pass did not show all, the next pass over the top will meet.
            if unlinkat(top.number, folder.name, AT_REMOVEDIR) == 0 { count &+= 1 }
            inner = nil
            return
        }
        if try remove(entry, in: folder.folder) { return }
        _ = try retrying { renameat(folder.folder.number, entry.name, top.number, StagedFile.newName()) }
    }

    /// Removes a file or an empty folder; false when the folder is not empty.
    private func remove(_ entry: FolderEntries.Entry, in folder: Descriptor) throws(Errno) -> Bool {
        var isFolder = Int(entry.type) == Int(DT_DIR)
        if Int(entry.type) == Int(DT_UNKNOWN) { isFolder = try folder.status(of: entry.name).isFolder }
        if unlinkat(folder.number, entry.name, isFolder ? AT_REMOVEDIR : 0) == 0 {
            count &+= 1
            return true
        }
        guard isFolder, errno == ENOTEMPTY || errno == EEXIST else { throw Errno(code: errno) }
        return false
    }

    /// After a pass over the top: removes it, or begins again for what was moved up meanwhile.
    private func finishPass() throws(Errno) -> Bool {
        entries = nil
        if unlinkat(parent.number, name, AT_REMOVEDIR) == 0 {
            count &+= 1
            return false
        }
        guard errno == ENOTEMPTY || errno == EEXIST, count > countBefore else { throw Errno(code: errno) }
        countBefore = count
        return true
    }
}
