// Assay: tests of reading meta.yaml.
// SPDX-License-Identifier: Apache-2.0
import Testing
import TrackingFolder

/// The texts are PyYAML 6.0's own: yaml.dump(data, default_flow_style=False, allow_unicode=True, Dumper=CSafeDumper).
@Suite struct MetaReaderTests {
    @Test func scalarsStayTexts() throws {
        let meta = try MetaReader.read(
            """
            creation_time: 1700000000000
            digest: 5123e012
            end_time: null
            flag: 'true'
            name: zweites Experiment 漢字
            run_name: ''
            tags: []
            """)
        #expect(try meta.int("creation_time") == 1_700_000_000_000)
        #expect(meta.text("digest") == "5123e012")
        #expect(meta.text("end_time") == nil)
        #expect(meta.text("flag") == "true")
        #expect(meta.text("name") == "zweites Experiment 漢字")
        #expect(meta.text("run_name") == "")
        #expect(throws: MetaError("'digest' must be a whole number, not '5123e012'")) { try meta.int("digest") }
    }

    @Test func linesAreFolded() throws {
        let meta = try MetaReader.read(
            #"""
            a: long long long long long long long long long long long long long long long long
              long long long
            b: 'first line

              second: it''s

              '
            c: "\tone\0 two \U0001F642 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\
              \ three \\"
            """#)
        #expect(meta.text("a") == Array(repeating: "long", count: 19).joined(separator: " "))
        #expect(meta.text("b") == "first line\nsecond: it's\n")
        #expect(meta.text("c") == "\tone\0 two 🙂 \(String(repeating: "x", count: 64)) three \\")
    }

    @Test func nestedValues() throws {
        let key = String(repeating: "k", count: 130)
        let meta = try MetaReader.read(
            """
            list:
            - a
            - 'b: c'
            map: {}
            tags:
              mlflow.data.context: x
              ? \(key)
              : y
            z: 1
            """)
        #expect(meta.texts("tags").map(\.key) == [key, "mlflow.data.context"])
        #expect(meta.texts("tags").map(\.value) == ["y", "x"])
        guard case .map(let members) = meta else { return #expect(Bool(false)) }
        #expect(members["list"] == .list([.text("a"), .text("b: c")]))
        #expect(members["map"] == .map([:]))
    }

    @Test(arguments: [
        ("a: !!python/object:x {}\n", "line 1: YAML that begins with '!' is not MLflow's"),
        ("a: 1\nb: *x\n", "line 2: YAML that begins with '*' is not MLflow's"),
        ("a: 'x\n", "line 2: a quote has no end"), ("a: 1\na: 2\n", "line 2: 'a' is there twice"),
        ("text\n", "line 1: a key has no colon"), ("a: \"\\q\"\n", "line 1: an escape that is none of YAML's"),
        ("a: 'x' y\n", "line 1: there is something after the quote"),
    ])
    func whatIsNotOfMLflowIsRefused(_ text: String, _ reason: String) {
        #expect(throws: MetaError(reason)) { try MetaReader.read(text) }
    }
}
