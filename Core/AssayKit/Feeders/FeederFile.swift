// Assay: reading a feeder's file.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// A file of test data on disk.
enum FeederFile {
    /// The largest file that is read, in bytes.
    static let sizeLimit = 1 << 30

    /// The whole content of a regular file, without a byte order mark.
    static func read(_ path: String) throws(AssayError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw failure(path, "cannot open: \(reason())", .ASSAY_STATUS_NOT_FOUND) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw failure(path, "cannot read: \(reason())") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw failure(path, "not a regular file") }
        guard status.st_size <= sizeLimit else {
            throw failure(path, "\(status.st_size) bytes are more than the limit of 1 GiB; split the file")
        }
        return try content(of: file, size: Int(status.st_size), path: path)
    }

    private static func content(of file: Int32, size: Int, path: String) throws(AssayError) -> [UInt8] {
        var failed: String?
        var bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(file, buffer.baseAddress?.advanced(by: count), size - count)
                if got > 0 { count += got }
                if got == 0 { return }
                if got < 0, errno != EINTR { return failed = reason() }
            }
        }
        if let failed { throw failure(path, "cannot read: \(failed)") }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        return bytes
    }

    /// The format that the name of a file says, where none is given.
    static func format(_ format: Feeder.Format, of path: String) -> Feeder.Format {
        guard format == .byName else { return format }
        let name = path.lowercased()
        if name.hasSuffix(".csv") { return .csv() }
        if name.hasSuffix(".tsv") { return .csv(separator: "\t") }
        if name.hasSuffix(".json") { return .json }
        return name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") ? .jsonLines : .byName
    }

    private static func reason() -> String { String(cString: strerror(errno)) }

    private static func failure(
        _ path: String, _ message: String, _ status: assay_status_t = .ASSAY_STATUS_INVALID_ARGUMENT
    ) -> AssayError {
        AssayError(status, "feeder file '\(path)': \(message)")
    }
}
