// Assay: the input of a query of MLflow's page.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import GraphQL

/// The argument `input` of a field of the root.
struct PageInput {
    private let input: JSONObject

    /// Throws what MLflow's own code says when there is none.
    init(_ field: FieldDefinition, _ arguments: JSONObject) throws(FieldFault) {
        guard let input = arguments["input"] else {
            let owner = Self.isOfQuery.contains(field.name) ? "Query" : "QueryType"
            throw FieldFault(
                "\(owner).resolve_\(field.snakeName)() missing 1 required positional argument: 'input'")
        }
        guard case .object(let members) = input else {
            throw FieldFault("vars() argument must have __dict__ attribute")
        }
        self.input = members
    }

    /// Fields whose code MLflow has apart from the others'.
    private static let isOfQuery: Set = ["mlflowSearchRuns"]

    /// A text that was passed.
    func text(_ name: String) -> String? { input[name]?.stringValue }

    /// The run that is meant.
    func run() throws(FieldFault) -> String {
        let id = [text("runId"), text("runUuid")].compactMap { $0 }.first { !$0.isEmpty } ?? ""
        guard !id.isEmpty else { throw FieldFault("Run with id= not found") }
        return id
    }

    /// The request of an operation of the tracking store.
    func members(_ operation: String) throws(FieldFault) -> JSONObject {
        // MLflow cannot read the values of its own enum.
        if let view = input["runViewType"], !view.isNull {
            throw FieldFault(
                "Failed to parse run_view_type field: int() argument must be a string, a bytes-like object or a real "
                    + "number, not 'EnumMeta'.")
        }
        var members: JSONObject = [:]
        for member in input where !member.value.isNull {
            let name = member.key.snakeCase
            if let place = member.value.arrayValue?.firstIndex(where: \.isNull) {
                let message = operation.prefix(1).uppercased() + operation.dropFirst()
                throw FieldFault(
                    "Failed to parse \(name) field: null is not allowed to be used as an element in a repeated field at "
                        + "\(message).\(name)[\(place)].")
            }
            members[name] = member.value
        }
        return members
    }
}

extension FieldDefinition {
    /// Its name in the messages of MLflow: "runId" is "run_id".
    var snakeName: String { name.snakeCase }
}

extension String {
    /// "runId" as "run_id".
    var snakeCase: String {
        var result = ""
        for character in self {
            if character.isUppercase { result += "_" }
            result += character.lowercased()
        }
        return result
    }
}
