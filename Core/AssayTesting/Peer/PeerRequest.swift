// Assay: a request that the check's server has got.
// SPDX-License-Identifier: Apache-2.0

/// A request as it came.
struct PeerRequest {
    let method: String
    let target: String
    /// "Name: value" lines.
    let headers: [String]
    let body: String

    /// The first whole request in `bytes`, which loses it; nil while there is none.
    init?(taking bytes: inout [UInt8]) {
        let end: [UInt8] = [13, 10, 13, 10]
        guard
            let head = bytes.indices.first(where: { bytes[$0...].starts(with: end) })
        else { return nil }
        let lines = String(decoding: bytes[..<head], as: UTF8.self).split(separator: "\r\n").map(String.init)
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count == 3 else { return nil }
        method = String(words[0])
        target = String(words[1])
        headers = Array(lines.dropFirst())
        let name = "content-length:"
        let length = headers.first { $0.lowercased().hasPrefix(name) }.flatMap { line in
            Int(line.dropFirst(name.count).filter { $0 != " " })
        }
        let start = head + end.count
        guard bytes.count - start >= length ?? 0 else { return nil }
        body = String(decoding: bytes[start..<start + (length ?? 0)], as: UTF8.self)
        bytes.removeFirst(start + (length ?? 0))
    }

    /// The value of a header; nil without one.
    func header(_ name: String) -> String? {
        let start = name.lowercased() + ":"
        return headers.first { $0.lowercased().hasPrefix(start) }.map { line in
            String(line.dropFirst(start.count).drop { $0 == " " })
        }
    }
}
