// Assay: the headers of every request of a profile, put into bytes once.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Header lines, one behind the other, and where each begins.
struct HeaderBlock {
    /// One line: its name and itself, with CR LF.
    struct Line {
        let start: Int
        let nameLength: Int
        let length: Int
    }

    private(set) var text = ByteBuffer()
    private let lines: UnsafeMutablePointer<Line>
    let lineCount: Int
    /// Whether a Host header is among them.
    let hasHost: Bool

    /// The lines of User-Agent, Accept, Accept-Encoding and the configured headers; the latter replace the former.
    init(_ config: ClientConfig, _ pool: BufferPool) {
        var headers: [ClientConfig.Header] = []
        let add: (inout [ClientConfig.Header], String, String) -> Void = { headers, name, value in
            let isConfigured = config.headers.contains { $0.name.lowercased() == name.lowercased() }
            if !value.isEmpty && !isConfigured { headers.append(ClientConfig.Header(name: name, value: value)) }
        }
        add(&headers, "User-Agent", config.userAgent)
        add(&headers, "Accept", "*/*")
        add(&headers, "Accept-Encoding", config.acceptEncoding.joined(separator: ", "))
        if !config.keepAlive { add(&headers, "Connection", "close") }
        headers += config.headers
        lines = .allocate(capacity: headers.count)
        lineCount = headers.count
        hasHost = headers.contains { $0.name.lowercased() == "host" }
        for (index, header) in headers.enumerated() {
            let start = text.count
            text.append(header.name + ": " + header.value + "\r\n", pool)
            lines[index] = Line(start: start, nameLength: header.name.utf8.count, length: text.count - start)
        }
    }

    /// The name of line `index`, below lineCount.
    @inline(__always) func name(_ index: Int) -> ByteView {
        text.view[lines[index].start, lines[index].start &+ lines[index].nameLength]
    }

    /// Line `index`, below lineCount.
    @inline(__always) func line(_ index: Int) -> ByteView {
        text.view[lines[index].start, lines[index].start &+ lines[index].length]
    }

    mutating func destroy(_ pool: BufferPool) {
        text.clear(pool)
        lines.deallocate()
    }
}
