// Assay: small files, read whole.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Reads files that a user names: settings, sources, lists.
enum TextFile {
    /// The most bytes that are read; larger files are refused.
    static let limit = 16 << 20

    /// Whether there is something at `path`.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The bytes of the file at `path`.
    static func bytes(_ path: String) throws(CommandError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw CommandError("\(path): \(reason())") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            var failure = ""
            let chunk = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
                let result = read(descriptor, buffer.baseAddress, buffer.count)
                if result < 0 { failure = reason() }
                count = max(0, result)
            }
            guard failure.isEmpty else { throw CommandError("\(path): \(failure)") }
            if chunk.isEmpty { return bytes }
            bytes += chunk
        }
        throw CommandError("\(path): larger than \(limit >> 20) MiB")
    }

    /// The text of the file at `path`, which is to be UTF-8.
    static func text(_ path: String) throws(CommandError) -> String {
        guard let text = String(validating: try bytes(path), as: UTF8.self) else {
            throw CommandError("\(path): not UTF-8 text")
        }
        return text
    }

    /// What the last system call complained about, in lower case.
    static func reason() -> String {
        let text = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}

extension TextFile {
    /// Makes or replaces the file at `path`, which only its owner can write to.
    static func write(_ text: String, to path: String) throws(CommandError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CommandError("\(path): \(reason())") }
        defer { close(descriptor) }
        var rest = ArraySlice(Array(text.utf8))
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw CommandError("\(path): \(reason())") }
            rest = rest.dropFirst(count)
        }
    }
}
