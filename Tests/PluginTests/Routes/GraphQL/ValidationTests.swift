// Assay: what is wrong with GraphQL requests.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import Testing

@testable import GraphQL

/// The texts are those of graphql-core 3.2.14, MLflow's library; tools/diff-mlflow compares
/// thousands of documents with it.
@Suite("GraphQL: faults of requests")
struct ValidationTests {
    @Test(
        "documents that are not GraphQL",
        arguments: [
            "", "{", "{}", "{ a", "{ a(", "{ a() }", "{ a(b:) }", "{ a(b: 01) }", "{ a(b: 1x) }", "{ a(b: 1.) }",
            #"{ a(b: "x) }"#, #"{ a(b: "\q") }"#, #"{ a(b: "\uD800") }"#, #"{ a(b: "\u{110000}") }"#, "{ a ' }",
            "query ($a) { a }", "fragment on on T { a }", "{ ... }", "{ a } x", "{ a..b }",
            String(repeating: "{a", count: 201) + String(repeating: "}", count: 201),
            "{ a(b: " + String(repeating: "[", count: 100_000) + ") }",
        ])
    func syntax(_ text: String) {
        #expect(throws: SyntaxFault.self) { try Parser.document(text) }
    }

    @Test(
        "documents that do not fit the schema",
        arguments: [
            ("{ itme { name } }", "Cannot query field 'itme' on type 'Query'. Did you mean 'item'?"),
            (
                "{ item }",
                "Field 'item' of type 'Item' must have a selection of subfields. Did you mean 'item { ... }'?"
            ),
            ("{ echo { x } }", "Field 'echo' must not have a selection since type 'String' has no subfields."),
            ("{ echo(txt: 1) }", "Unknown argument 'txt' on field 'Query.echo'. Did you mean 'text'?"),
            ("{ echo(text: 1) }", "String cannot represent a non string value: 1"),
            ("{ item(filter: {}) { name } }", "Field 'Filter.name' of required type 'String!' was not provided."),
            (
                #"{ item(filter: {name: "", kind: LARG}) { name } }"#,
                "Value 'LARG' does not exist in 'Kind' enum. Did you mean the enum value 'LARGE'?"
            ),
            (
                #"{ item(filter: {name: "", sizes: [1, 99999999999]}) { name } }"#,
                "Int cannot represent non 32-bit signed integer value: 99999999999"
            ),
            ("{ item(filter: {name: null}) { name } }", "Expected value of type 'String!', found null."),
            (
                "mutation { rename { name } }",
                "Field 'rename' argument 'name' of type 'String!' is required, but it was not provided."
            ),
            ("{ echo @skip(if: true) }", "Unknown directive '@skip'."),
            (#"{ echo @component(name: "x") }"#, "Directive '@component' may not be used on field."),
            ("{ ...F }", "Unknown fragment 'F'."),
            ("{ echo } fragment F on Item { name }", "Fragment 'F' is never used."),
            ("{ ...F } fragment F on Query { ...F }", "Cannot spread fragment 'F' within itself."),
            ("query ($a: Strin) { echo(text: $a) }", "Unknown type 'Strin'. Did you mean 'String'?"),
            (
                "query ($a: Int) { echo(text: $a) }",
                "Variable '$a' of type 'Int' used in position expecting type 'String'."
            ),
            ("query Q { echo(text: $a) }", "Variable '$a' is not defined by operation 'Q'."),
            ("query Q($a: Int) { echo }", "Variable '$a' is never used in operation 'Q'."),
            (
                #"{ echo(text: "a") echo(text: "b") }"#,
                "Fields 'echo' conflict because they have differing arguments. Use different aliases on the fields to "
                    + "fetch both if this was intentional."
            ),
            ("type A { a: Int }", "The 'A' definition is not executable."),
        ])
    func faults(_ text: String, _ fault: String) async throws {
        #expect(try await Sample.faults(text).contains(fault))
    }

    @Test(
        "variables that do not fit their types",
        arguments: [
            (
                "query ($f: Filter!) { item(filter: $f) { name } }", [:] as JSONObject,
                "Variable '$f' of required type 'Filter!' was not provided."
            ),
            (
                "query ($f: Filter) { item(filter: $f) { name } }", ["f": ["name": 5]] as JSONObject,
                "Variable '$f' got invalid value 5 at 'f.name'; String cannot represent a non string value: 5"
            ),
            (
                "query ($f: Filter) { item(filter: $f) { name } }",
                ["f": ["name": "x", "sizes": [1, "a"]]] as JSONObject,
                "Variable '$f' got invalid value 'a' at 'f.sizes[1]'; Int cannot represent non-integer value: 'a'"
            ),
            (
                "query ($f: Filter) { item(filter: $f) { name } }", ["f": [1, ["a"], [[[]]]]] as JSONObject,
                "Variable '$f' got invalid value [1, ['a'], [[...]]]; Expected type 'Filter' to be a mapping."
            ),
        ])
    func variables(_ text: String, _ values: JSONObject, _ fault: String) async throws {
        #expect(try await Sample.faults(text, values) == [fault])
    }

    @Test("many faults, and many comparisons, end the checks")
    func aborted() async throws {
        let many = "{ " + (0..<200).map { "a\($0) " }.joined() + "}"
        let faults = try await Sample.answer(many, bounds: RequestBounds(rootFields: 1000)).faults
        #expect(faults.count == 101)
        #expect(faults.last == "Too many validation errors, error limit reached. Validation aborted.")
        let fields = String(repeating: "name ", count: 900)
        let fragments = "fragment F on Item { \(fields) } fragment G on Item { \(fields) }"
        #expect(try await Sample.faults("{ echo } \(fragments)").contains("Validation aborted."))
    }
}
