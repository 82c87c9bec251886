// Assay: a file of this machine that is read or written piece by piece.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// A file that is read, or one that takes its place when it is complete.
final class LocalFile {
    /// How many bytes it had when it was opened.
    let size: Int64
    private let path: String
    private let descriptor: Int32
    private let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: Int(ASSAY_ARTIFACT_PIECE_BYTES), alignment: 64)
    private var isUnfinished = false

    /// Opens a file to read; a folder is refused.
    init(reading path: String) throws(CommandError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandError("\(path): \(TextFile.reason())") }
        self.path = path
        var status = stat()
        let isFound = fstat(descriptor, &status) == 0
        size = Int64(status.st_size)
        guard isFound, status.st_mode & S_IFMT != S_IFDIR else {
            throw CommandError("\(path): a folder; 'log-artifacts' takes folders")
        }
    }

    /// Begins a file that only `finish` puts in its place.
    init(writing path: String) throws(CommandError) {
        self.path = path
        size = 0
        descriptor = open(path + Self.partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw CommandError("\(path): \(TextFile.reason())") }
        isUnfinished = true
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if isUnfinished { unlink(path + Self.partial) }
        memory.deallocate()
    }

    private static let partial = ".assay-part"

    /// The next piece, lent until the next call; nil at the end.
    func next() throws(CommandError) -> UnsafeRawBufferPointer? {
        let count = read(descriptor, memory.baseAddress, memory.count)
        guard count >= 0 else { throw CommandError("\(path): \(TextFile.reason())") }
        return count == 0 ? nil : UnsafeRawBufferPointer(rebasing: memory[..<count])
    }

    /// Writes on.
    func write(_ bytes: UnsafeRawBufferPointer) throws(CommandError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            guard count > 0 else { throw CommandError("\(path): \(TextFile.reason())") }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Puts the file in its place.
    func finish() throws(CommandError) {
        guard rename(path + Self.partial, path) == 0 else { throw CommandError("\(path): \(TextFile.reason())") }
        isUnfinished = false
    }
}
