// Assay: tests of page tokens.
// SPDX-License-Identifier: Apache-2.0
import TestFixtures
import Testing

@testable import AssayOperations

struct OffsetTokenTests {
    @Test func tokensComeBack() throws {
        for offset: Int64 in [1, 2, 10, 1000, .max] {
            #expect(try OffsetToken.offset(OffsetToken.make(offset: offset)) == offset)
        }
        #expect(OffsetToken.make(offset: 100) == "eyJvZmZzZXQiOiAxMDB9")
        #expect(try OffsetToken.offset("") == 0)
    }

    /// Python's base64 and json modules, in the steps that MLflow takes, are the oracle.
    @Test func anythingElseIsRefusedInMLflowsWords() async throws {
        let contents = [
            "{}", "{\"offset\": 0}", "{\"offset\": null}", "{\"offset\": \"\"}", "{\"offset\": []}",
            "{\"offset\": \"7\"}",
            "{\"offset\": \" +1_0 \"}", "{\"offset\": \"x'y\"}", "{\"offset\": 1.9}", "{\"offset\": -3}",
            "{\"offset\": true}", "{\"offset\": false}", "{\"offset\": NaN}", "{\"offset\": [1]}",
            "{\"offset\": {\"a\": 1}}",
            "[]", "3", "null", "nonsense", "{\"offset\": 5} x", "it's", "\"it's\" \\", "\u{E9}\n\t\r\u{0}",
            "{\"a\": [1, 2.5, \"b\"]}",
            "{\"offset\": 0, \"b\": {\"c\": null, \"d\": [true, false]}}", "{\"offset\": 1e300}",
            "{\"offset\": Infinity}", "{\"offset\": 99999999999999999999}",
        ]
        var tokens = contents.map { Base64.encode(Array($0.utf8)) }
        tokens += [
            "x", "xx", "xxx", "xxxx", "====", "e30", "e30=", "e30==", "e3=0", "!e!3!0!=", "e30=e30=", "=e30=", "ab=c=",
            "eyJvZmZzZXQiOiAxMDB9eyJvZmZzZXQiOiAxMDB9", "eyJvZmZz\nZXQiOiAxMDB9", "gICA", "\"", "%3D",
        ]
        let input = tokens.map { Base64.encode(Array($0.utf8)) }.joined(separator: "\n")
        let printed = try await Program.python(["-c", Self.oracle], input: input)
        let lines = printed.split(separator: "\n", omittingEmptySubsequences: false)
        try #require(lines.count == tokens.count + 1)
        for (token, line) in zip(tokens, lines) { #expect(Self.outcome(token) == line, "\(token)") }
    }

    /// Python's base64 raises an exception there that MLflow does not expect.
    @Test func tokenOutsideOfASCIIIsRefusedLikeAnyOther() {
        #expect(Self.outcome("\u{E9}") == "Invalid page token, could not base64-decode")
    }

    private static func outcome(_ token: String) -> String {
        do {
            return "offset \(try OffsetToken.offset(token))"
        } catch {
            return error.page == nil ? error.message : "fault"
        }
    }

    private static let oracle = """
        import base64, json, sys
        def outcome(token):
            if not token:
                return "offset 0"
            try:
                decoded = base64.b64decode(token)
            except (TypeError, base64.binascii.Error):
                return "Invalid page token, could not base64-decode"
            try:
                parsed = json.loads(decoded)
            except ValueError:
                return f"Invalid page token, decoded value={decoded}"
            offset = parsed.get("offset")
            if not offset:
                return f"Invalid page token, parsed value={parsed}"
            try:
                number = int(offset)
            except ValueError:
                return f"Invalid page token, not stringable {offset}"
            # A database takes no more than 64 bits.
            return f"offset {number}" if -2**63 <= number < 2**63 else "fault"
        for line in sys.stdin:
            try:
                print(outcome(base64.b64decode(line).decode()))
            except Exception:
                print("fault")
        """
}
