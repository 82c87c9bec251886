// Assay: tests of finding a header in a response.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import AssayKit

@Suite struct HeaderLinesTests {
    @Test(arguments: ["\r\n", "\n"])
    func valuesAreFoundWhateverEndsTheLines(_ end: String) {
        let lines = ["Server: a:b", "X-Team:\t blue \t", "x-team: red", "Empty:"].map { $0 + end }.joined()
        #expect(HeaderLines.value(of: "server", in: lines) == "a:b")
        #expect(HeaderLines.value(of: "X-TEAM", in: lines) == "blue")
        #expect(HeaderLines.value(of: "Empty", in: lines) == "")
        #expect(HeaderLines.value(of: "b", in: lines) == nil)
    }
}
