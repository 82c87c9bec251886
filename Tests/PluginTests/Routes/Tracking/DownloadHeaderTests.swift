// Assay: the headers of downloads, against Python's own answers.
// SPDX-License-Identifier: Apache-2.0
import AssayOperations
import TestFixtures
import Testing

@testable import TrackingRoutes

@Suite("headers of downloads")
struct DownloadHeaderTests {
    @Test("types of names that Python knows, and texts")
    func mediaTypes() {
        let types = MediaType(systemFile: nil)
        let expected = [
            "m.txt": "text/plain", "MLmodel": "text/plain", "x.MLmodel": "text/plain", "m.json": "text/plain",
            "m.yaml": "text/plain", "m.html": "text/html", "m.svg": "image/svg+xml", "m.png": "image/png",
            "m.PNG": "image/png", "m.tar.gz": "application/x-tar", "m.tgz": "application/x-tar",
            "m.txt.gz": "text/plain", "m.unknown": "application/octet-stream",
            "noext": "application/octet-stream", ".gitignore": "application/octet-stream",
            "...": "application/octet-stream", "m.": "application/octet-stream", "m.pdf": "application/pdf",
            "m.zip": "application/zip", "m.mp4": "video/mp4", ".png": "application/octet-stream",
        ]
        for (name, type) in expected { #expect(types.guess(name) == type, "\(name)") }
    }

    @Test("names in Content-Disposition")
    func dispositions() {
        // Two of the names are equal to Swift and differ in bytes, so that this is no dictionary.
        let expected: KeyValuePairs = [
            "a.txt": "attachment; filename=a.txt", "a b": "attachment; filename=\"a b\"",
            "a\"b": "attachment; filename=\"a\\\"b\"",
            "日本語.txt": "attachment; filename=.txt; filename*=UTF-8''%E6%97%A5%E6%9C%AC%E8%AA%9E.txt",
            "日本語": "attachment; filename=download; filename*=UTF-8''%E6%97%A5%E6%9C%AC%E8%AA%9E",
            "e\u{301}.txt": "attachment; filename=e.txt; filename*=UTF-8''e%CC%81.txt",
            "é.txt": "attachment; filename=e.txt; filename*=UTF-8''%C3%A9.txt",
            "ﬁ½": "attachment; filename=fi12; filename*=UTF-8''%EF%AC%81%C2%BD",
        ]
        for (name, header) in expected { #expect(ContentDisposition.attachment(name) == header, "\(name)") }
        #expect(!ContentDisposition.attachment("a\r\nSet-Cookie: x").contains("\n"))
    }

    @Test("ranges, as Starlette reads them")
    func ranges() {
        let expected: [String: ByteRanges] = [
            "bytes=0-9": .one(0..<10), "bytes=10-": .one(10..<100), "bytes=-5": .one(95..<100),
            "bytes=99-99": .one(99..<100), "bytes=100-": .unsatisfiable, "bytes=0-1000": .one(0..<100),
            "bytes=5-2": .malformed("Range header: start must be less than end"),
            "bytes=": .malformed("Range header: range must be requested"),
            "bytes=a-b": .malformed("Range header: range must be requested"),
            "items=0-1": .malformed("Only support bytes range"), "0-9": .malformed("Malformed range header."),
            "bytes=0-1,5-6": .several([0..<2, 5..<7]), "bytes=0-50,10-20": .one(0..<51),
            "bytes=0-1,200-": .unsatisfiable, "bytes=0-0,": .one(0..<1), "bytes=-200": .one(0..<100),
            "bytes=-0": .unsatisfiable, "bytes = 0-1": .one(0..<2), "bytes= 1 - 3 ": .one(1..<4),
            "bytes=9223372036854775807-": .unsatisfiable,
            "bytes=99999999999999999999-": .malformed(
                "Range header: range must be requested"),
            "bytes=--9223372036854775808": .malformed("Range header: range must be requested"),
        ]
        for (header, wanted) in expected { #expect(ByteRanges(header, size: 100) == wanted, "\(header)") }
        let many = "bytes=" + (0..<200).map { "\($0)-\($0)" }.joined(separator: ",")
        #expect(ByteRanges(many, size: 1000) == .whole)
    }

    @Test("dates there and back")
    func dates() {
        #expect(HTTPTime.text(1_445_412_480_999_999_999) == "Wed, 21 Oct 2015 07:28:00 GMT")
        #expect(HTTPTime.seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 1_445_412_480)
        for text in ["", "x", "Wed, 21 Oct 2015", "Wed, 21 Foo 2015 07:28:00 GMT"] {
            #expect(HTTPTime.seconds(text) == nil)
        }
    }
}
