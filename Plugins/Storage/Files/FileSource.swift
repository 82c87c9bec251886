// Assay: an artifact's file, read.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Glibc
import Synchronization

/// A file that is read by the worker threads.
final class FileSource: ArtifactSource {
    let info: ArtifactInfo
    private let file: Descriptor
    private let key: ArtifactKey
    private let workers: Workers
    /// Where the next read begins, and how much is left.
    private let place: Mutex<(offset: UInt64, left: UInt64)>

    /// Opens a file; may wait.
    init(_ root: StoreRoot, _ key: ArtifactKey, offset: UInt64, length: UInt64?, workers: Workers) throws {
        // Without O_NONBLOCK the open of a pipe would wait for a writer.
        file = try root.open(key, O_RDONLY | O_NONBLOCK, to: "read it")
        let status: stat
        do { status = try file.status() } catch { throw FileFailure.error(error.code, "read it", key) }
        guard status.isFile else {
            throw AssayError(
                .ASSAY_STATUS_FAILED_PRECONDITION, "cannot read it: it is \(status.isFolder ? "a folder" : "no file")",
                context: key.text)
        }
        info = status.info
        guard offset <= info.size else {
            throw AssayError(
                .ASSAY_STATUS_OUT_OF_RANGE, "cannot read from byte \(offset) on: it has \(info.size)",
                context: key.text)
        }
        self.key = key
        self.workers = workers
        place = Mutex((offset, min(length ?? .max, info.size - offset)))
    }

    func read(into buffer: ArtifactBuffer) async throws -> Int {
        let (offset, left) = place.withLock { $0 }
        let wanted = Int(min(UInt64(buffer.bytes.count), left))
        guard wanted > 0 else { return 0 }
        let (file, key) = (file, key)
        let count = try await workers.run {
            do throws(Errno) {
                return try retrying { pread(file.number, buffer.bytes.baseAddress, wanted, off_t(clamping: offset)) }
            } catch {
                throw FileFailure.error(error.code, "read it", key)
            }
        }
        guard count > 0 else {
            throw AssayError(.ASSAY_STATUS_DATA_LOSS, "the file became shorter while it was read", context: key.text)
        }
        place.withLock { $0 = (offset &+ UInt64(count), left &- UInt64(count)) }
        return count
    }

    /// The descriptor goes with the last read.
    func close() async {}
}
