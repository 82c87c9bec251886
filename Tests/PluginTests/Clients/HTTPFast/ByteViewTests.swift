// Assay: eight bytes at once see what one at a time sees.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import HTTPFast

@Suite struct ByteViewTests {
    /// Every byte at every place of texts of up to three words, with neighbours that an inexact test would carry into.
    private func forEveryByte(_ body: (ByteView, [UInt8]) -> Void) {
        for length in 1...24 {
            for filler in [UInt8(ascii: "a"), 0x20, 0x80, 0x09] {
                for place in 0..<length {
                    for byte in UInt8.min...UInt8.max {
                        var bytes = [UInt8](repeating: filler, count: length)
                        bytes[place] = byte
                        bytes.withUnsafeBufferPointer { buffer in
                            if let base = buffer.baseAddress { body(ByteView(base, length), bytes) }
                        }
                    }
                }
            }
        }
    }

    @Test func findsControls() {
        var wrong = 0
        forEveryByte { view, bytes in
            let first = bytes.firstIndex { ($0 < 32 && $0 != 9) || $0 == 127 }
            if view.controlIndex(from: 0) != first ?? bytes.count { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test func measuresPlainNames() {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-".utf8)
        var wrong = 0
        forEveryByte { view, bytes in
            let found = view.plainNameLength(from: 0)
            let length = bytes.firstIndex { !plain.contains($0) } ?? bytes.count
            // It may stop early only where no whole word is left.
            if found != length && !(found < length && found + 8 > bytes.count) { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test(arguments: ["location", "set-cookie", "content-length", "content-encoding", "transfer-encoding"])
    func comparesNames(_ name: String) {
        let bytes = Array(name.utf8)
        for place in bytes.indices {
            for byte in UInt8(32)..<127 {
                var other = bytes
                other[place] = byte
                let isSame = String(decoding: other, as: UTF8.self).lowercased() == name
                other.withUnsafeBufferPointer { buffer in
                    guard let base = buffer.baseAddress else { return }
                    let view = ByteView(base, buffer.count)
                    let found = [
                        view.equalsName("location"), view.equalsName("set-cookie"), view.equalsName("content-length"),
                        view.equalsName("content-encoding"), view.equalsName("transfer-encoding"),
                    ]
                    #expect(found.contains(true) == isSame, "\(String(decoding: other, as: UTF8.self))")
                }
            }
        }
    }
}
