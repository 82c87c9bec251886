// Assay: the file of the key that secrets are encrypted with.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCipher
internal import Glibc

/// A file with a key in Base64, which only its owner may read.
struct SecretKeyFile {
    private static let mostBytes = 4096
    let path: String

    /// What it holds; made with a new key when it is not there.
    func text() throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0, errno == ENOENT { return try make() }
        guard file >= 0 else { throw failure("cannot be read") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw AssayError(
                .ASSAY_STATUS_PERMISSION_DENIED, "others may read the key: chmod 600 the file", context: path)
        }
        var bytes = [UInt8](repeating: 0, count: Self.mostBytes)
        let count = read(file, &bytes, bytes.count)
        guard count >= 0 else { throw failure("cannot be read") }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// Writes a new key to a file of its own and then gives it the name, so that of two servers at once one wins and no
    /// reader sees half a key.
    private func make() throws -> String {
        var key = [UInt8](repeating: 0, count: Int(ASSAY_CIPHER_KEY_BYTES))
        guard assay_cipher_random(&key, key.count) else {
            throw AssayError(.ASSAY_STATUS_UNAVAILABLE, "the system has no random numbers")
        }
        let text = Base64.encode(key)
        let draft = "\(path).\(getpid())"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure("cannot be made") }
        defer { unlink(draft) }
        let bytes = Array((text + "\n").utf8)
        let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard isWritten else { throw failure("cannot be written") }
        if link(draft, path) == 0 { return text }
        guard errno == EEXIST else { throw failure("cannot be made") }
        return try self.text()
    }

    private func failure(_ what: String) -> AssayError {
        AssayError(
            .ASSAY_STATUS_PERMISSION_DENIED, "the key file \(what): \(String(cString: strerror(errno)))", context: path)
    }
}
