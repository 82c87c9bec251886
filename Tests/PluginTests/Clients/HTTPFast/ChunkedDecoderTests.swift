// Assay: chunked bodies, good and bad.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@testable import HTTPFast

/// How decoding ended.
private enum End: Equatable {
    case open
    case done(surplus: Int)
    case failed(assay_client_error_t)
}

/// Decodes bytes that arrive in pieces which end at `splits`.
private func decode(_ bytes: [UInt8], splits: [Int] = []) -> (body: [UInt8], end: End) {
    var decoder = ChunkedDecoder()
    var body: [UInt8] = []
    var start = 0
    for end in splits + [bytes.count] where end > start {
        let piece = Array(bytes[start..<end])
        start = end
        var offset = 0
        let result: End? = piece.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            while true {
                switch decoder.next(ByteView(base, buffer.count), &offset) {
                case .needsMore: return nil
                case .failed(let error): return .failed(error)
                case .done: return .done(surplus: buffer.count - offset)
                case .data(let from, let to): body += buffer[from..<to]
                }
            }
        }
        if let result {
            if case .done(let surplus) = result { return (body, .done(surplus: surplus + bytes.count - end)) }
            return (body, result)
        }
    }
    return (body, .open)
}

@Suite struct ChunkedDecoderTests {
    private static let good =
        "5;name=\"value\"\r\nhello\r\n0A \r\n, world..\n\r\n00\r\nTrailer: yes\r\nX: \r\n\r\nmore"

    @Test func everySplitGivesTheSame() {
        let bytes = Array(Self.good.utf8)
        for first in 1..<bytes.count {
            for second in [first, (first + bytes.count) / 2] {
                let (body, end) = decode(bytes, splits: [first, second])
                #expect(String(decoding: body, as: UTF8.self) == "hello, world..\n")
                #expect(end == .done(surplus: 4))
            }
        }
        #expect(decode(bytes, splits: Array(1..<bytes.count)).end == .done(surplus: 4))
    }

    @Test(arguments: [
        ("x\r\n", assay_client_error_t.ASSAY_CLIENT_INVALID_CHUNK), ("\r\n", .ASSAY_CLIENT_INVALID_CHUNK),
        ("5\nhello", .ASSAY_CLIENT_INVALID_CHUNK), ("5\r\nhelloX", .ASSAY_CLIENT_INVALID_CHUNK),
        ("5\r\nhello\n", .ASSAY_CLIENT_INVALID_CHUNK), ("5\rX", .ASSAY_CLIENT_INVALID_CHUNK),
        ("-1\r\n", .ASSAY_CLIENT_INVALID_CHUNK), ("10000000000000000\r\n", .ASSAY_CLIENT_INVALID_CHUNK),
        ("5;a\u{0}\r\n", .ASSAY_CLIENT_INVALID_CHUNK), ("0\r\nbad trailer\r\n\r\n", .ASSAY_CLIENT_INVALID_HEADER),
        ("0\r\n: x\r\n\r\n", .ASSAY_CLIENT_INVALID_HEADER), ("0\r\nA: \u{1}\r\n\r\n", .ASSAY_CLIENT_INVALID_HEADER),
        ("0\r\n\rX", .ASSAY_CLIENT_INVALID_HEADER),
    ])
    func refuses(_ text: String, _ error: assay_client_error_t) {
        #expect(decode(Array(text.utf8)).end == .failed(error))
    }

    @Test func boundsExtensionsAndTrailers() {
        let long = String(repeating: "a", count: ChunkedDecoder.maxOverhead + 1)
        #expect(decode(Array(("5;" + long).utf8)).end == .failed(.ASSAY_CLIENT_INVALID_CHUNK))
        #expect(decode(Array(("0\r\nA: " + long).utf8)).end == .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE))
    }

    @Test func randomBytesNeverTrap() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("0123456789abcdef\r\n;: \u{0}Z".utf8)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let (body, _) = decode(bytes, splits: [Int.random(in: 0...bytes.count, using: &random)])
            #expect(body.count <= bytes.count)
        }
    }
}
