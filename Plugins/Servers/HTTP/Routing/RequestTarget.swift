// Assay: what a request line asks for.
// SPDX-License-Identifier: Apache-2.0

/// The target of a request, taken apart without decoding: offsets into its bytes.
struct RequestTarget {
    /// The path, "/" included.
    let path: Range<Int>
    /// What follows '?', which is not included.
    let query: Range<Int>

    /// Takes the bytes of a target apart: "/path?query", or "http://host/path?query" as proxies are asked.
    init(_ bytes: UnsafeRawBufferPointer) {
        var start = 0
        if bytes.first != UInt8(ascii: "/"), let authority = Self.authority(bytes) { start = authority }
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
        let mark = bytes[start..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
        path = start..<mark
        query = min(mark + 1, end)..<end
    }

    /// Where the path begins in "http://host/path".
    private static func authority(_ bytes: UnsafeRawBufferPointer) -> Int? {
        for scheme in ["http://", "https://"] where bytes.starts(with: scheme.utf8) {
            let rest = scheme.utf8.count
            return bytes[rest...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
        }
        return nil
    }
}
