// Assay: the lines of a response's head.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@testable import HTTPClient

struct HeadReaderTests {
    /// Reads lines; what the last of them was, and the reader.
    private func read(_ lines: [String]) -> (HeadReader.Line, HeadReader) {
        var reader = HeadReader()
        var last = HeadReader.Line.other
        for line in lines {
            last = Array((line + "\r\n").utf8).withUnsafeBytes { reader.take($0) }
            if case .failed = last { break }
        }
        return (last, reader)
    }

    @Test func wholeHead() {
        let (last, reader) = read(["HTTP/1.1 200 OK", "Content-Length: 12", "Content-Encoding: x-gzip", ""])
        #expect(last == .end)
        #expect(reader.status == 200)
        #expect(reader.contentLength == 12)
        #expect(reader.coding == .gzip)
        #expect(reader.isComplete)
        #expect(!reader.isHTTP2)
    }

    @Test func interimHeadsGoBeforeTheFinalOne() {
        let (last, reader) = read(["HTTP/1.1 103 Early Hints", "Link: a", "", "HTTP/2 404", "a: b", ""])
        #expect(last == .end)
        #expect(reader.status == 404)
        #expect(reader.isHTTP2)
    }

    @Test func sameLengthTwiceIsOne() {
        #expect(read(["HTTP/1.1 200 OK", "Content-Length: 2", "Content-Length: 2", ""]).0 == .end)
    }

    @Test(arguments: [
        ("HTTP/1.1 200OK", assay_client_error_t.ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("HTTP/1.1 099 Low", .ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("HTTP/11 200 OK", .ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("HTTP/2 20", .ASSAY_CLIENT_INVALID_STATUS_LINE),
        ("HTTP/1.1 101 Switching", .ASSAY_CLIENT_UNSUPPORTED),
    ])
    func brokenStatusLine(line: String, error: assay_client_error_t) {
        #expect(read([line]).0 == .failed(error))
    }

    @Test func longHeads() {
        let long = String(repeating: "a", count: 20_000)
        #expect(read(["HTTP/1.1 200 OK", "X: " + long]).0 == .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE))
        let many = Array(repeating: "X: " + long.prefix(10_000), count: 7)
        #expect(read(["HTTP/1.1 200 OK"] + many).0 == .failed(.ASSAY_CLIENT_HEADERS_TOO_LARGE))
    }
}
