// Assay: tests of targets that are .swift files.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import assay

@Suite("Swift targets")
struct SwiftTargetTests {
    @Test("constants and user classes of the top level, and nothing else")
    func declarations() {
        let found = SwiftDeclarations(
            """
            import AssayKit
            // class Comment: User {}
            /* class Block: User {
            class Inside: User {}
            */
            private let url = "class Text: User {"
            public let scenario = Scenario("x", users: [])
            final class Visitor: HTTPUser, User {
                final class Inner: HTTPUser, User {}
                let scenario2 = 1
            }
            @available(*, deprecated) public final class Buyer:
                HTTPUser,
                User
            {
            }
            class Base: HTTPUser {}
            struct User2: User3 {}
            class Qualified: AssayKit.HTTPUser, AssayKit.User {}
            """)
        #expect(found.globals == ["url", "scenario"])
        #expect(found.users == ["Visitor", "Buyer"])
    }

    @Test("SHA-256 of FIPS 180-4's examples, in one piece and in many")
    func hash() {
        func hash(_ text: String, pieces: Int = 1) -> String {
            var hash = SHA256()
            let bytes = Array(text.utf8)
            let size = max(1, bytes.count / pieces)
            for start in stride(from: 0, to: bytes.count, by: size) {
                hash.update(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            return hash.finish()
        }
        #expect(hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
        #expect(hash(long) == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
        let million = String(repeating: "a", count: 1_000_000)
        #expect(hash(million, pieces: 7) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }
}
