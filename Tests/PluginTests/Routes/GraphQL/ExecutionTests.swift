// Assay: what GraphQL requests answer.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import Testing

@testable import GraphQL

@Suite("GraphQL: answers")
struct ExecutionTests {
    @Test("fields, aliases, fragments, lists, and numbers that JavaScript cannot hold")
    func fields() async throws {
        let answer = try await Sample.answer(
            """
            query Q($n: Int) @component(name: "c") {
              item { ...Named id other: kind parts(first: $n) { size __typename } ... on Item { weight } }
            }
            fragment Named on Item { name size }
            """, ["n": 2])
        #expect(answer.faults == [])
        #expect(
            answer.data.text()
                == #"{"item":{"id":"9007199254740993","name":"box","other":"LARGE","parts":[{"__typename":"Item","size":0},"#
                + #"{"__typename":"Item","size":1}],"size":7,"weight":0.5}}"#)
    }

    @Test("arguments: literals, variables, standards, and what was not passed")
    func arguments() async throws {
        #expect(try await Sample.answer(#"{ echo(text: "a\u0042\n") }"#).data == ["echo": #""aB\n""#])
        #expect(try await Sample.answer("query ($t: String) { echo(text: $t) }").data == ["echo": "nothing"])
        #expect(try await Sample.answer("query ($t: String) { echo(text: $t) }", ["t": nil]).data == ["echo": "null"])
        #expect(
            try await Sample.answer(#"query ($t: String = "s") { echo(text: $t) }"#).data == ["echo": #""s""#])
        #expect(
            try await Sample.answer("{ item { parts { size } } }").data == [
                "item": ["parts": [["size": 0], ["size": 1]]]
            ])
    }

    @Test("a fault takes the nearest place that may be null, and leaves the others")
    func faults() async throws {
        let broken = try await Sample.answer(#"{ echo item(filter: {name: "broken"}) { weight size } }"#)
        #expect(broken.data == ["echo": "nothing", "item": ["size": 7, "weight": nil]])
        #expect(broken.faults == ["Float cannot represent non numeric value: inf"])
        let failing = try await Sample.answer("{ echo failing { name } }")
        #expect(failing.data == .null)
        #expect(failing.faults == ["it failed"])
    }

    @Test("which operation is meant")
    func operations() async throws {
        let text = "query A { echo } query B { b: echo }"
        #expect(try await Sample.answer(text, operation: "B").data == ["b": "nothing"])
        #expect(try await Sample.answer(text, operation: "C").faults == ["Unknown operation named 'C'."])
        #expect(
            try await Sample.answer(text).faults == [
                "Must provide operation name if query contains multiple operations."
            ])
        #expect(
            try await Sample.faults("subscription { a }") == [
                "Schema is not configured to execute subscription operation."
            ])
    }

    @Test("a schema tells of itself")
    func introspection() async throws {
        let answer = try await Sample.answer(
            #"{ __type(name: "Filter") { kind inputFields { name type { kind ofType { name } } } } __schema { mutationType { name } } }"#
        )
        #expect(
            answer.data["__type"]?["inputFields"]?[0]
                == ["name": "name", "type": ["kind": "NON_NULL", "ofType": ["name": "String"]]])
        #expect(answer.data["__schema"] == ["mutationType": ["name": "Mutation"]])
    }

    @Test("more than the bounds allow is refused before anything is done")
    func bounds() async throws {
        let bounds = RequestBounds(rootFields: 2, aliases: 1)
        #expect(
            try await Sample.answer("{ echo echo echo }", bounds: bounds).faults == [
                "GraphQL queries should have at most 2 root fields, got 3 root fields. To increase the limit, set the "
                    + "MLFLOW_SERVER_GRAPHQL_MAX_ROOT_FIELDS environment variable."
            ])
        #expect(
            try await Sample.answer("{ a: echo ...F } fragment F on Query { b: echo }", bounds: bounds).faults == [
                "GraphQL queries should have at most 1 aliases, got 2 aliases. To increase the limit, set the "
                    + "MLFLOW_SERVER_GRAPHQL_MAX_ALIASES environment variable."
            ])
        let deep = String(repeating: "{ item ", count: 11) + String(repeating: "}", count: 11)
        #expect(try await Sample.faults(deep) == ["Query exceeds maximum depth of 10"])
        // A fragment that spreads itself ends at the same bound.
        let cycle = "{ item { ...F } } fragment F on Item { parts { ...F } }"
        #expect(try await Sample.faults(cycle) == ["Query exceeds maximum depth of 10"])
        let wide = "{ item {" + String(repeating: " name", count: 1000) + "} }"
        #expect(try await Sample.faults(wide) == ["Query exceeds maximum total selections of 1000"])
    }

    @Test("an answer of too many values is given up")
    func large() async throws {
        let text = "query ($n: Int) { item { parts(first: $n) { name size } } }"
        let bounds = RequestBounds(values: 202)
        // The item, its parts, and two fields of each part.
        #expect(try await Sample.answer(text, ["n": 100], bounds: bounds).faults == [])
        let large = try await Sample.answer(text, ["n": 101], bounds: bounds)
        #expect(large.data == .null)
        #expect(large.faults == ["The answer has more than 202 values. Please ask for fewer at once."])
    }
}
