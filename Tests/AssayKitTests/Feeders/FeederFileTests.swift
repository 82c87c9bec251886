// Assay: what feeders read, and what they refuse.
// SPDX-License-Identifier: Apache-2.0

import AssayKit
import Foundation
import TestFixtures
import Testing

@Suite struct FeederFileTests {
    let folder: FeederFolder

    init() throws { folder = try FeederFolder() }

    @Test func readsCSVAsPythonDoes() async throws {
        _ = try await Program.python([Program.fixture("csv_oracle.py"), folder.path, "120", "5"])
        for number in 0..<120 {
            let rows = try String(contentsOfFile: "\(folder.path)/\(number).rows", encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            let feeder = try Feeder("\(folder.path)/\(number).csv", atEnd: .stop)
            #expect(feeder.count == rows.count)
            for row in rows {
                let ours = try feeder.next()
                let fields = ours.columns.map { column in
                    (ours[column] ?? "absent").utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
                        .joined()
                }
                #expect(fields.joined(separator: ",") == row, "\(number).csv")
            }
            #expect(throws: StopUser.self) { try feeder.next() }
        }
    }

    @Test func readsOtherSeparatorsAndNames() throws {
        let tabs = try folder.file("a.tsv", "x\ty\n1\t\"2\t\"\n".utf8)
        #expect(try Feeder(tabs).next().values == ["x": "1", "y": "2\t"])
        let bare = try folder.file("b.txt", "1;2\r\n3;4".utf8)
        let feeder = try Feeder(bare, format: .csv(separator: ";", columns: ["x", "y"]))
        #expect(try feeder.take(3, "y") == ["2", "4", "2"])
        #expect(try feeder.next()["z"] == nil)
        #expect(try feeder.next().number == 1)
    }

    @Test(arguments: [
        ("a.json", #"[{"n":"é\n","i":1.50,"o":{"a": [1]},"t":true,"z":null}, {"new":"x","i":"2"}, {}]"#),
        (
            "a.jsonl",
            "{\"n\":\"é\\n\",\"i\":1.50,\"o\":{\"a\": [1]},\"t\":true,\"z\":null}\r\n\n{\"new\":\"x\",\"i\":\"2\"}\n{}"
        ),
    ])
    func readsJSON(name: String, text: String) throws {
        let feeder = try Feeder(try folder.file(name, text.utf8), atEnd: .stop)
        #expect(feeder.columns == ["n", "i", "o", "t", "z", "new"])
        #expect(try feeder.next().values == ["n": "é\n", "i": "1.50", "o": "{\"a\": [1]}", "t": "true"])
        #expect(try feeder.next().values == ["new": "x", "i": "2"])
        #expect(try feeder.next().values == [:])
        #expect(throws: StopUser.self) { try feeder.next() }
    }

    @Test(arguments: [
        ("a.csv", "x,y\n1,2\n3\n", "line 3: 1 fields where 2 columns are named"),
        ("a.csv", "x,y\n\"a\nb\",2\n\n1,2,3\n", "line 5: 3 fields where 2 columns are named"),
        ("a.csv", "x,y\n1,a\"b\n", "line 2: a quote inside an unquoted field; quote the field and double it"),
        ("a.csv", "x\n\"a\"b\n", "line 2: text after a closing quote; double the quotes inside a field"),
        ("a.csv", "x\n1\n\"a\n\n", "line 3: a quoted field that begins here does not end"),
        ("a.csv", "x\n1\r2\n", "line 2: a carriage return without a line feed; quote the field"),
        ("a.csv", "x,x\n1,2\n", "line 1: two columns are named 'x'"),
        ("a.csv", "x,\n1,2\n", "line 1: column 2 has no name"),
        ("a.csv", "x,y\n", "no rows"),
        ("a.csv", "", "no rows"),
        ("a.json", "[]", "no rows"),
        ("a.json", "[\n{\"a\":1},\n2]", "line 3: column 1: expected an object, found '2'"),
        ("a.json", "[{\"a\":1,\"a\":2}]", "row 1 has two members 'a'"),
        ("a.jsonl", "{\"a\":1}\n{\"a\"}\n", "line 2: column 5: expected ':' after a key, found '}'"),
        ("a.jsonl", "{\"a\":1} {}\n", "line 1: column 9: expected the end of the text, found '{'"),
        ("a.txt", "x", "unknown kind of file; name it .csv, .tsv, .json, .jsonl or .ndjson, or give a format"),
    ])
    func namesTheLineOfWhatIsWrong(name: String, text: String, message: String) throws {
        let path = try folder.file(name, text.utf8)
        let error = #expect(throws: AssayError.self) { try Feeder(path) }
        let separator = message.hasPrefix("line") ? ", " : ": "
        #expect(error?.message == "feeder file '\(path)'\(separator)\(message)")
    }

    @Test func refusesWhatIsNoFileOfItsKind() throws {
        let latin = try folder.file("latin.csv", Array("x\n1\n".utf8) + [0xE9, 0x0A])
        #expect(throws: AssayError.self) { try Feeder(latin) }
        #expect(throws: AssayError.self) { try Feeder("\(folder.path)/missing.csv") }
        #expect(throws: AssayError.self) { try Feeder(folder.path, format: .csv()) }
        #expect(throws: AssayError.self) { try Feeder("/dev/zero", format: .csv()) }
        #expect(mkfifo("\(folder.path)/pipe.csv", 0o600) == 0)
        #expect(throws: AssayError.self) { try Feeder("\(folder.path)/pipe.csv") }
        let huge = try folder.file("huge.csv", [])
        #expect(truncate(huge, 1 << 30 + 1) == 0)
        let error = #expect(throws: AssayError.self) { try Feeder(huge) }
        #expect(error?.message.contains("more than the limit of 1 GiB") == true)
        for separator: Character in ["é", "\"", "\n", "\r\n"] {
            let path = try folder.numbers(3)
            #expect(throws: AssayError.self) { try Feeder(path, format: .csv(separator: separator)) }
        }
    }

    @Test func noiseNeverTraps() throws {
        var random = RandomSource(seed: 3)
        let alphabet = Array("\",\r\n\nab1{}[]:;é".utf8)
        for _ in 0..<600 {
            let noise = (0..<Int(random.next() % 60)).map { _ in
                random.next() % 9 == 0
                    ? UInt8(truncatingIfNeeded: random.next()) : alphabet[Int(random.next() % UInt64(alphabet.count))]
            }
            let path = try folder.file("noise", noise)
            for format in [Feeder.Format.csv(), .csv(separator: ";", columns: ["x"]), .json, .jsonLines] {
                guard let feeder = try? Feeder(path, .unique, format: format) else { continue }
                while let row = try? feeder.next() { #expect(row.values.count <= row.columns.count) }
            }
        }
    }
}
