// Assay: response heads, good and bad.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@testable import HTTPFast

/// Parses text given in pieces that end at `splits`, as a connection would: all that has come is parsed each time.
private func parse(_ bytes: [UInt8], splits: [Int] = []) -> (ResponseParser.Outcome, ResponseHead) {
    var scanned = 0
    var outcome = ResponseParser.Outcome.partial
    var head = ResponseHead()
    for end in splits + [bytes.count] {
        head = ResponseHead()
        outcome = bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return .partial }
            return ResponseParser.parse(ByteView(base, end), scanned: &scanned, into: &head)
        }
        if outcome != .partial { break }
    }
    return (outcome, head)
}

@Suite struct ResponseParserTests {
    @Test func readsWhatMatters() {
        let text =
            "HTTP/1.1 302 Found it\r\nContent-Length: 12\r\nLOCATION: /there \r\nSet-Cookie: a=b\r\n"
            + "connection: Foo, Close\r\nContent-Encoding: GZip\r\n\r\nrest"
        let (outcome, head) = parse(Array(text.utf8))
        #expect(outcome == .complete)
        #expect(head.status == 302)
        #expect(head.contentLength == 12)
        #expect(head.length == text.utf8.count - 4)
        #expect(head.saysClose)
        #expect(!head.isPersistent)
        #expect(head.hasCookies)
        #expect(head.coding == .gzip)
        let bytes = Array(text.utf8)
        let location = Int(head.locationStart)..<(Int(head.locationStart) + Int(head.locationLength))
        #expect(String(decoding: bytes[location], as: UTF8.self) == "/there")
        let reason = Int(head.reasonStart)..<(Int(head.reasonStart) + Int(head.reasonLength))
        #expect(String(decoding: bytes[reason], as: UTF8.self) == "Found it")
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\n\r\n", 200), ("HTTP/1.1 204\r\n\r\n", 204), ("HTTP/1.0 599 \r\nA:\r\n\r\n", 599),
        ("HTTP/1.1 200 OK\nA: b\n\n", 200), ("HTTP/1.1 200 OK\r\nA: \u{e9}\tb\r\n\r\n", 200),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", 200),
    ])
    func accepts(_ text: String, _ status: Int32) {
        let (outcome, head) = parse(Array(text.utf8))
        #expect(outcome == .complete)
        #expect(head.status == status)
        #expect(head.length == text.utf8.count)
    }

    @Test(arguments: [
        ("HTTP/2 200 OK\r\n\r\n", assay_client_error_t.ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("ICY 200 OK\r\n\r\n", .ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("SSH-2.0", .ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("HTTP/1.1  200 OK\r\n\r\n", .ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("HTTP/1.1 2000 OK\r\n\r\n", .ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("HTTP/1.1 099 OK\r\n\r\n", .ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("HTTP/1.1 200 a\u{0}b\r\n\r\n", .ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("\r\n\r\n", .ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n", .ASSAY_CLIENT_INVALID_HEADER),
        ("HTTP/1.1 200 OK\r\nA b: c\r\n\r\n", .ASSAY_CLIENT_INVALID_HEADER),
        ("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", .ASSAY_CLIENT_INVALID_HEADER),
        ("HTTP/1.1 200 OK\r\n: empty\r\n\r\n", .ASSAY_CLIENT_INVALID_HEADER),
        ("HTTP/1.1 200 OK\r\nA: b\rc\r\n\r\n", .ASSAY_CLIENT_INVALID_HEADER),
        ("HTTP/1.1 200 OK\r\nA: b\u{0}c\r\n\r\n", .ASSAY_CLIENT_INVALID_HEADER),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", .ASSAY_CLIENT_INVALID_CONTENT_LENGTH),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n", .ASSAY_CLIENT_INVALID_CONTENT_LENGTH),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0x5\r\n\r\n", .ASSAY_CLIENT_INVALID_CONTENT_LENGTH),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n\r\n", .ASSAY_CLIENT_INVALID_CONTENT_LENGTH),
        (
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            .ASSAY_CLIENT_INVALID_CONTENT_LENGTH
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", .ASSAY_CLIENT_INVALID_TRANSFER_ENCODING),
        ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", .ASSAY_CLIENT_INVALID_TRANSFER_ENCODING),
    ])
    func refuses(_ text: String, _ error: assay_client_error_t) {
        #expect(parse(Array(text.utf8)).0 == .failed(error))
    }

    @Test func boundsLinesAndHeads() {
        let start = "HTTP/1.1 200 OK\r\nA: "
        let line = start + String(repeating: "a", count: ResponseParser.maxLine)
        #expect(parse(Array(line.utf8)).0 == .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE))
        #expect(parse(Array((line + "\r\n\r\n").utf8)).0 == .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE))
        let many = "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 12_000)
        #expect(parse(Array(many.utf8)).0 == .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE))
        let reason = "HTTP/1.1 200 " + String(repeating: "a", count: 20_000)
        #expect(parse(Array(reason.utf8)).0 == .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE))
    }

    @Test func everySplitGivesTheSame() {
        let texts = [
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=b; Path=/\r\n\r\nhello",
            "HTTP/1.1 404 Not Found\nTransfer-Encoding: chunked\n\n5\r\nhello\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nBad Header: x\r\n\r\n",
        ]
        for text in texts {
            let bytes = Array(text.utf8)
            let whole = parse(bytes)
            for first in 1..<bytes.count {
                for second in [first, min(first + 1, bytes.count), (first + bytes.count) / 2] {
                    let (outcome, head) = parse(bytes, splits: [first, second])
                    #expect(outcome == whole.0, "\(first), \(second)")
                    #expect(head.length == whole.1.length && head.contentLength == whole.1.contentLength)
                }
            }
        }
    }

    @Test func randomBytesNeverTrap() {
        var random = SystemRandomNumberGenerator()
        let seed = Array(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n5\r\nhello".utf8)
        for _ in 0..<20_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.insert([10, 13, 0, 32, 58].randomElement(using: &random) ?? 0, at: index)
                default: bytes.removeSubrange(index..<min(bytes.count, index + 5))
                }
                if bytes.isEmpty { bytes = seed }
            }
            let (outcome, head) = parse(bytes, splits: [Int.random(in: 0...bytes.count, using: &random)])
            if outcome == .complete { #expect(head.length <= bytes.count && head.length > 0) }
        }
    }
}
