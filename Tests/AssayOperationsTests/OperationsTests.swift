// Assay: the list of operations is sound.
// SPDX-License-Identifier: Apache-2.0

import AssayOperations
import Testing

@Suite struct OperationsTests {
    @Test func namesAndRoutesAreUnique() {
        #expect(Set(Operations.all.map(\.name)).count == Operations.all.count)
        let routes = Operations.all.flatMap { operation in
            operation.routes.flatMap { route in route.prefixes.map { "\(route.method.rawValue) \($0)\(route.path)" } }
        }
        #expect(Set(routes).count == routes.count)
    }

    @Test func everyOperationIsFoundByItsName() {
        for operation in Operations.all { #expect(Operations.named(operation.name)?.path == operation.path) }
        #expect(Operations.named("createNothing") == nil)
    }

    @Test func whatNamesTheResourceIsInTheRequest() {
        for operation in Operations.all {
            for field in operation.access.fields {
                #expect(operation.request.index(of: field) != nil, "\(operation.name) has no \(field)")
            }
            for name in operation.routes.flatMap(\.parameters) {
                #expect(operation.request.index(of: name) != nil, "\(operation.name) has no \(name)")
            }
        }
    }

    @Test func readsOneRequest() throws {
        let operation = try #require(Operations.named("logMetric"))
        let body = #"{"run_id": "r", "key": "loss", "value": "NaN", "timestamp": 5.0, "modelId": "m", "x": [1]}"#
        let request = try Request.read(operation, body: Array(body.utf8))
        #expect(request.string("run_id") == "r")
        #expect(request.double("value").isNaN)
        #expect(request.int64("timestamp") == 5)
        #expect(request.int64("step") == 0)
        #expect(!request.has("step"))
        #expect(request.string("model_id") == "m")
    }

    @Test func refusesWithTheMessageOfThePeer() throws {
        let operation = try #require(Operations.named("logMetric"))
        let error = #expect(throws: APIError.self) {
            try Request.read(operation, body: Array(#"{"run_id": 1, "key": "k"}"#.utf8))
        }
        #expect(error?.httpStatus == 400)
        #expect(
            error?.message == "Invalid value 1 for parameter 'run_id' supplied:  Hint: Value was of type 'int'. "
                + "See the API docs for more information about request parameters.")
    }
}
