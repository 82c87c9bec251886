// Assay: a GraphQL request from its text to its answer.
// SPDX-License-Identifier: Apache-2.0
package import AssayJSON

/// A request: a document, which of its operations is meant, and the values of its variables.
package struct GraphQLRequest: Sendable {
    private let document: Document
    private let operationName: String?
    private let variables: JSONObject

    /// Reads the document.
    package init(_ text: String, operationName: String?, variables: JSONObject) throws(SyntaxFault) {
        document = try Parser.document(text)
        self.operationName = operationName
        self.variables = variables
    }

    /// The answer. What a request asks for is checked before anything is carried out.
    package func answer(_ schema: Schema, _ root: any GraphObject, _ bounds: RequestBounds) async throws
        -> GraphQLAnswer
    {
        if let refusal = RequestScan.refusal(document, bounds) { return GraphQLAnswer(faults: [refusal]) }
        let faults = Validator.faults(document, schema)
        guard faults.isEmpty else { return GraphQLAnswer(faults: faults) }
        let operation: OperationDefinition
        do throws(FieldFault) {
            operation = try self.operation()
        } catch {
            return GraphQLAnswer(faults: [error.message])
        }
        switch Coercion.variables(operation, variables, schema) {
        case .failure(let faults): return GraphQLAnswer(faults: faults.messages)
        case .success(let values):
            let executor = Executor(
                schema: schema, fragments: document.fragments, variables: values, mostValues: bounds.values)
            return try await executor.run(operation, root)
        }
    }

    private func operation() throws(FieldFault) -> OperationDefinition {
        let operations = document.operations
        if let operationName {
            guard let operation = operations.last(where: { $0.name?.text == operationName }) else {
                throw FieldFault("Unknown operation named '\(operationName)'.")
            }
            return operation
        }
        guard let operation = operations.first else { throw FieldFault("Must provide an operation.") }
        guard operations.count == 1 else {
            throw FieldFault("Must provide operation name if query contains multiple operations.")
        }
        return operation
    }
}

/// What a request has brought.
package struct GraphQLAnswer: Sendable {
    /// Null when nothing was carried out.
    package var data: JSONValue = .null
    package let faults: [String]
}
