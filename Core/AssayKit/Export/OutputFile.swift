// Assay: a report's file, written whole.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// A report's file, which readers see whole or not at all: it is written beside its place and moved there. Its folder is
/// made when missing. "-" is standard output; a pipe or device is written to as it is.
public struct OutputFile: Sendable {
    /// Where it is.
    public let path: String

    /// Names a file; nothing is opened.
    public init(path: String) { self.path = path }

    /// Replaces what the file holds. With `isFinal` it is on disk when this returns. Throws an `AssayError` that names the
    /// file and the reason.
    public func replace(with bytes: [UInt8], isFinal: Bool = false) throws {
        if path == "-" { return try FileBytes.write(bytes, to: STDOUT_FILENO, path) }
        let target = FileBytes.resolved(path)
        guard FileBytes.isRegularOrMissing(target) else { return try overwrite(target, bytes) }
        try FileBytes.makeFolder(of: target)
        let draft = "\(target).\(getpid()).part"
        do {
            let file = try FileBytes.open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, shown: path)
            defer { close(file) }
            try FileBytes.write(bytes, to: file, path)
            if isFinal, fsync(file) != 0 { throw FileBytes.failure("write", path) }
            guard rename(draft, target) == 0 else { throw FileBytes.failure("write", path) }
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Makes the folder when missing, and throws when the file could not be written: to be told at the start of a run and
    /// not at its end.
    public func checkIsWritable() throws {
        if path == "-" { return }
        let target = FileBytes.resolved(path)
        guard FileBytes.isRegularOrMissing(target) else {
            // A pipe is not opened to try it: its reader would see it end.
            guard access(target, W_OK) == 0 else { throw FileBytes.failure("write", path) }
            return try FileBytes.rejectFolder(target, shown: path)
        }
        try FileBytes.makeFolder(of: target)
        let draft = "\(target).\(getpid()).part"
        close(try FileBytes.open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, shown: path))
        unlink(draft)
    }

    private func overwrite(_ target: String, _ bytes: [UInt8]) throws {
        let file = try FileBytes.open(target, O_WRONLY | O_CLOEXEC, shown: path)
        defer { close(file) }
        try FileBytes.write(bytes, to: file, path)
    }
}
