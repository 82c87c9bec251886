// Assay: carries out one operation of a GraphQL request.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// Walks the fields that an operation asks for, and builds the answer from their values.
final class Executor {
    private let schema: Schema
    private let fragments: [String: FragmentDefinition]
    private let variables: [String: JSONValue]
    private let mostValues: Int
    private var values = 0
    private var faults: [PlacedFault] = []

    init(
        schema: Schema, fragments: [String: FragmentDefinition], variables: [String: JSONValue], mostValues: Int
    ) {
        self.schema = schema
        self.fragments = fragments
        self.variables = variables
        self.mostValues = mostValues
    }

    /// Carries out an operation. Throws only when the task is cancelled.
    func run(_ operation: OperationDefinition, _ root: any GraphObject) async throws -> GraphQLAnswer {
        guard let type = schema.root(operation.kind) else {
            return GraphQLAnswer(faults: ["Schema is not configured to execute \(operation.kind.rawValue) operation."])
        }
        var data = JSONValue.null
        do {
            data = try await object(root, type, [operation.selections], [])
        } catch let fault as PlacedFault {
            faults.append(fault)
        } catch is TooManyValues {
            return GraphQLAnswer(faults: [
                "The answer has more than \(mostValues) values. Please ask for fewer at once."
            ])
        }
        return GraphQLAnswer(data: data, faults: faults.sorted(by: PlacedFault.precedes).map(\.message))
    }

    private func object(
        _ object: any GraphObject, _ type: NamedType, _ sets: [SelectionSet], _ path: [PathStep]
    ) async throws -> JSONValue {
        var members: [(key: String, value: JSONValue)] = []
        for (name, fields) in collect(sets) {
            guard let field = fields.first, let definition = schema.field(field.name.text, of: type) else { continue }
            let value = try await value(of: fields, field, definition, object, type, path + [.name(name)])
            members.append((name, value))
        }
        // In the order in which MLflow writes them.
        var result = JSONObject()
        for member in members.sorted(by: { $0.key < $1.key }) { result[member.key] = member.value }
        return .object(result)
    }

    private func value(
        of fields: [Field], _ field: Field, _ definition: FieldDefinition, _ object: any GraphObject,
        _ type: NamedType, _ path: [PathStep]
    ) async throws -> JSONValue {
        values += 1
        guard values <= mostValues else { throw TooManyValues() }
        let offsets = fields.map(\.offset)
        return try await guarding(definition.type, offsets, path) {
            let value: GraphValue
            if definition.name == "__typename" {
                value = .leaf(.string(type.name))
            } else if let meta = Introspection(self.schema).rootValue(of: definition, self.arguments(field, definition))
            {
                value = meta
            } else {
                value = try await object.value(of: definition, self.arguments(field, definition))
            }
            let place = FieldPlace(
                name: "\(type.name).\(definition.name)", sets: fields.compactMap(\.selections), offsets: offsets)
            return try await self.complete(value, definition.type, place, path)
        }
    }

    private func arguments(_ field: Field, _ definition: FieldDefinition) -> JSONObject {
        Coercion.arguments(field, definition, variables, schema)
    }

    /// What `body` gives; null, and a fault in the answer, when it fails and the type allows null.
    private func guarding(
        _ type: WrittenType, _ offsets: [Int], _ path: [PathStep], _ body: () async throws -> JSONValue
    ) async throws -> JSONValue {
        do {
            return try await body()
        } catch let error where error is CancellationError || error is TooManyValues {
            throw error
        } catch {
            let fault =
                (error as? PlacedFault)
                ?? PlacedFault(
                    message: (error as? FieldFault)?.message ?? "\(error)", offsets: offsets, path: path)
            if type.isNonNull { throw fault }
            faults.append(fault)
            return .null
        }
    }

    private func complete(
        _ value: GraphValue, _ written: WrittenType, _ place: FieldPlace, _ path: [PathStep]
    ) async throws -> JSONValue {
        if case .nonNull(let type) = written {
            let result = try await complete(value, type, place, path)
            guard !result.isNull else {
                throw FieldFault("Cannot return null for non-nullable field \(place.name).")
            }
            return result
        }
        switch (value, written) {
        case (.leaf(.null), _): return .null
        case (.list(let items), .list(let item)):
            var result: [JSONValue] = []
            for (index, value) in items.enumerated() {
                let path = path + [.index(index)]
                result.append(
                    try await guarding(item, place.offsets, path) {
                        try await self.complete(value, item, place, path)
                    })
            }
            return .array(result)
        case (.object(let object), .named(let name)):
            guard let type = schema.type(name) else { return .null }
            return try await self.object(object, type, place.sets, path)
        case (.leaf(let value), .named(let name)): return try leaf(value, name)
        default: throw FieldFault("Expected Iterable, but did not find one for field '\(place.name)'.")
        }
    }

    private func leaf(_ value: JSONValue, _ name: String) throws(FieldFault) -> JSONValue {
        if let scalar = Scalar(rawValue: name) { return try scalar.answer(for: value) }
        guard case .string(let text) = value, let type = schema.type(name),
            type.values.contains(where: { $0.name == text })
        else { throw FieldFault("Enum '\(name)' cannot represent value: \(Inspection.text(value))") }
        return value
    }

    /// The fields of sets by their names in the answer, in the order of their first occurrence.
    private func collect(_ sets: [SelectionSet]) -> [(name: String, fields: [Field])] {
        var names: [String] = []
        var fields: [String: [Field]] = [:]
        var visited: Set<String> = []
        func add(_ set: SelectionSet) {
            for selection in set.selections {
                switch selection {
                case .field(let field):
                    if fields[field.responseName] == nil { names.append(field.responseName) }
                    fields[field.responseName, default: []].append(field)
                case .inline(let fragment): add(fragment.selections)
                case .spread(let spread):
                    guard visited.insert(spread.name.text).inserted, let fragment = fragments[spread.name.text]
                    else { continue }
                    add(fragment.selections)
                }
            }
        }
        sets.forEach(add)
        return names.map { ($0, fields[$0] ?? []) }
    }
}

/// The answer would be too large.
private struct TooManyValues: Error {}

/// The field whose value is completed.
private struct FieldPlace {
    let name: String
    let sets: [SelectionSet]
    let offsets: [Int]
}

/// A step from the root of an answer to a value.
enum PathStep: Sendable {
    case name(String)
    case index(Int)

    static func precedes(_ left: PathStep, _ right: PathStep) -> Bool {
        switch (left, right) {
        case (.name(let left), .name(let right)): left < right
        case (.index(let left), .index(let right)): left < right
        case (.index, .name): true
        case (.name, .index): false
        }
    }
}

/// Why a place in the answer is null. The answer lists the faults by where their fields stand in the document.
struct PlacedFault: Error {
    let message: String
    let offsets: [Int]
    let path: [PathStep]

    static func precedes(_ left: PlacedFault, _ right: PlacedFault) -> Bool {
        if left.offsets != right.offsets { return left.offsets.lexicographicallyPrecedes(right.offsets) }
        if left.path.lexicographicallyPrecedes(right.path, by: PathStep.precedes) { return true }
        if right.path.lexicographicallyPrecedes(left.path, by: PathStep.precedes) { return false }
        return left.message < right.message
    }
}
