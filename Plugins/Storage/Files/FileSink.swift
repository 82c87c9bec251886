// Assay: an artifact's file, written.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import CAssayFiles
import Glibc
import Synchronization

/// A file that is written by the worker threads, beside its place, and moved there by the commit.
final class FileSink: ArtifactSink {
    private let root: StoreRoot
    private let key: ArtifactKey
    private let workers: Workers
    /// Nil when the upload has ended.
    private let staged: Mutex<StagedFile?>

    /// Begins a file; may wait.
    init(_ root: StoreRoot, _ key: ArtifactKey, sizeHint: UInt64?, workers: Workers) throws {
        try Self.checkPlace(root, key)
        do throws(Errno) {
            try Self.checkRoom(root, sizeHint)
            staged = Mutex(try StagedFile(in: root.staging))
        } catch {
            throw FileFailure.error(error.code, "write it", key)
        }
        self.root = root
        self.key = key
        self.workers = workers
    }

    deinit { discard() }

    func write(_ piece: ArtifactBytes) async throws {
        guard let staged = staged.withLock({ $0 }) else { throw Self.ended(key) }
        let key = key
        try await workers.run {
            do {
                var rest = piece.bytes[...]
                while !rest.isEmpty {
                    let bytes = UnsafeRawBufferPointer(rebasing: rest)
                    let count = try retrying { Glibc.write(staged.descriptor.number, bytes.baseAddress, bytes.count) }
                    rest = rest.dropFirst(count)
                }
            } catch let failure as Errno {
                throw FileFailure.error(failure.code, "write it", key)
            }
        }
    }

    func commit() async throws {
        guard let staged = staged.withLock({ $0 }) else { throw Self.ended(key) }
        let (root, key) = (root, key)
        do {
            try await workers.run {
                do throws(Errno) { try Self.publish(staged, root, key) } catch { throw Self.failure(error.code, key) }
            }
        } catch {
            await abort()
            throw error
        }
        self.staged.withLock { $0 = nil }
    }

    func abort() async {
        // With too much to do for the workers, this thread does it.
        do { try await workers.run { self.discard() } } catch { discard() }
    }

    private func discard() {
        guard let open = staged.withLock({ $0.take() }) else { return }
        unlinkat(root.staging.number, open.name, 0)
    }

    private static func publish(_ staged: StagedFile, _ root: StoreRoot, _ key: ArtifactKey) throws(Errno) {
        try staged.descriptor.flush()
        // Somebody may remove the folder between the two steps.
        for tries in 1...10 {
            let parent = try root.makeParent(of: key)
            let name = String(key.name)
            if renameat(root.staging.number, staged.name, parent.number, name) == 0 { return try parent.flush() }
            let code = errno
            guard code == ENOENT, tries < 10 else { throw Errno(code: code) }
        }
    }

    /// Refuses what the commit would refuse, before gigabytes have come.
    private static func checkPlace(_ root: StoreRoot, _ key: ArtifactKey) throws {
        guard !key.isRoot else { throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "an artifact needs a name") }
        try root.checkIsNotReserved(key)
        var reached = ArtifactKey.root
        for segment in key.segments {
            reached = try reached.appending(String(segment))
            let found: stat
            do throws(Errno) {
                found = try root.folder.open(reached.text, ASSAY_FILES_PATH_ONLY).status()
            } catch {
                if error.code == ENOENT { return }
                throw failure(error.code, key)
            }
            let isLast = reached.text.utf8.count == key.text.utf8.count
            if isLast, !found.isFile { throw failure(EISDIR, key) }
            if !isLast, !found.isFolder { throw failure(ENOTDIR, key) }
        }
    }

    private static func checkRoom(_ root: StoreRoot, _ wanted: UInt64?) throws(Errno) {
        guard let wanted else { return }
        var room = statvfs()
        _ = try retrying { fstatvfs(root.folder.number, &room) }
        let (free, isOverflow) = UInt64(room.f_bavail).multipliedReportingOverflow(by: UInt64(room.f_frsize))
        if !isOverflow, wanted > free { throw Errno(code: ENOSPC) }
    }

    private static func failure(_ code: Int32, _ key: ArtifactKey) -> AssayError {
        guard code == ENOTDIR else { return FileFailure.error(code, "write it", key) }
        return AssayError(
            .ASSAY_STATUS_FAILED_PRECONDITION, "cannot write it: a file, or a link, is where a folder must be",
            context: key.text)
    }

    private static func ended(_ key: ArtifactKey) -> AssayError {
        AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "the upload has ended", context: key.text)
    }
}
