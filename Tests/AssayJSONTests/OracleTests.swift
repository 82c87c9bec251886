// Assay: AssayJSON against Python's json module, and against noise.
// SPDX-License-Identifier: Apache-2.0

import AssayJSON
import Testing

@Suite struct OracleTests {
    @Test(arguments: [1, 2, 3])
    func readsAsPythonDoes(seed: Int) async throws {
        let cases = try await Oracle.cases(seed: seed, count: 800)
        try #require(cases.count > 1600)
        #expect(cases.count { $0.verdict == "!" } > 250)
        #expect(cases.count { $0.verdict != "!" } > 800)
        for (text, verdict) in cases where treeVerdict(text) != verdict {
            Issue.record("\(String(decoding: text.prefix(300), as: UTF8.self)): \(treeVerdict(text)), not \(verdict)")
        }
    }

    @Test func pullReaderAgreesWithTree() async throws {
        for (text, verdict) in try await Oracle.cases(seed: 4, count: 800) {
            let pulled = pullVerdict(text)
            // The pull reader remembers no keys, so that it cannot refuse one that occurs twice.
            if pulled != verdict, verdict != "!" || !isDuplicate(text) {
                Issue.record("\(String(decoding: text.prefix(300), as: UTF8.self)): \(pulled), not \(verdict)")
            }
        }
    }

    private func isDuplicate(_ text: [UInt8]) -> Bool {
        do {
            _ = try text.withUnsafeBytes { bytes in Result { () throws(JSONError) in try JSONValue(parsing: bytes) } }
                .get()
            return false
        } catch {
            return error.message.hasPrefix("duplicate key")
        }
    }

    @Test func writesWhatPythonReads() async throws {
        let values = try await Oracle.cases(seed: 5, count: 1000).compactMap { text, _ in
            text.withUnsafeBytes { try? JSONValue(parsing: $0) }
        }
        for (pretty, htmlSafe) in [(false, false), (true, false), (false, true)] {
            let texts = values.map { value in
                var writer = JSONWriter(pretty: pretty, htmlSafe: htmlSafe)
                writer.value(value)
                return writer.bytes
            }
            let verdicts = try await Oracle.verdicts(on: texts)
            try #require(verdicts.count == texts.count)
            for (value, (text, verdict)) in zip(values, zip(texts, verdicts)) where dump(value) != verdict {
                Issue.record("\(String(decoding: text.prefix(300), as: UTF8.self)): \(verdict), not \(dump(value))")
            }
            #expect(!htmlSafe || texts.allSatisfy { !$0.contains { "<>&'".utf8.contains($0) } })
        }
    }

    @Test func doublesOfAllKindsSurviveWritingAndReading() throws {
        var random = SplitMix(state: 7)
        var values = [
            0, -0.0, 1, .pi, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 0.1, 1e23,
        ]
        values += (0..<20_000).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
        values += (0..<5_000).map { _ in Double(random.next() >> 11) * 0x1p-53 }
        for value in values {
            let text = JSONValue.number(value).text()
            #expect(Double(text)?.bitPattern == value.bitPattern)
            let back = try JSONValue(parsing: text)
            #expect(back.doubleValue?.bitPattern == value.bitPattern, "\(text)")
        }
    }

    @Test func noiseNeverTraps() {
        var random = SplitMix(state: 11)
        let alphabet = Array("{}[]:,\"\\u0123456789abcdefDd8-+.eEtrufalsn \n\u{7F}é😀".utf8)
        for _ in 0..<20_000 {
            let count = Int(random.next() % 40)
            let noise = (0..<count).map { _ in
                random.next() % 8 == 0
                    ? UInt8(truncatingIfNeeded: random.next()) : alphabet[Int(random.next() % UInt64(alphabet.count))]
            }
            let tree = treeVerdict(noise)
            if tree != "!" { #expect(tree == pullVerdict(noise)) } else { _ = pullVerdict(noise) }
            noise.withUnsafeBytes { bytes in
                var reader = JSONReader(bytes, options: .init(acceptsProtoNumbers: true))
                for _ in 0..<8 { _ = anyRead(&reader, random.next()) }
            }
        }
    }

    /// A read chosen by chance, in whatever place the reader stands.
    private func anyRead(_ reader: inout JSONReader, _ choice: UInt64) -> Bool {
        switch choice % 10 {
        case 0: (try? reader.beginObject()) != nil
        case 1: (try? reader.beginArray()) != nil
        case 2: (try? reader.nextKey()) != nil
        case 3: (try? reader.nextElement()) != nil
        case 4: (try? reader.string()) != nil
        case 5: (try? reader.integer()) != nil
        case 6: (try? reader.double()) != nil
        case 7: (try? reader.skipValue()) != nil
        case 8: (try? reader.value()) != nil
        default: (try? reader.next()) != nil
        }
    }
}

/// A small repeatable source of chance.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
