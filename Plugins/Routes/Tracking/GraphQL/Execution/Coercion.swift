// Assay: the values of variables and arguments.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// Turns what a request passes into the values of the types that the schema names.
struct Coercion {
    private static let mostFaults = 50

    let schema: Schema
    private var faults: [String] = []

    /// The values of an operation's variables, or what is wrong with them.
    static func variables(
        _ operation: OperationDefinition, _ inputs: JSONObject, _ schema: Schema
    ) -> Result<[String: JSONValue], VariableFaults> {
        var coercion = Coercion(schema: schema)
        var values: [String: JSONValue] = [:]
        for variable in operation.variables {
            let name = variable.name.text
            if let value = coercion.value(of: variable, inputs) { values[name] = value }
            guard coercion.faults.count <= mostFaults else {
                let tooMany = "Too many errors processing variables, error limit reached. Execution aborted."
                return .failure(VariableFaults(messages: coercion.faults.prefix(mostFaults) + [tooMany]))
            }
        }
        return coercion.faults.isEmpty ? .success(values) : .failure(VariableFaults(messages: coercion.faults))
    }

    private init(schema: Schema) {
        self.schema = schema
    }

    private mutating func value(of variable: VariableDefinition, _ inputs: JSONObject) -> JSONValue? {
        let name = variable.name.text
        guard let input = inputs[name] else {
            if let standard = variable.standard {
                return Self.value(of: standard, variable.type, [:], schema)
            }
            if variable.type.isNonNull {
                faults.append("Variable '$\(name)' of required type '\(variable.type)' was not provided.")
            }
            return nil
        }
        if input.isNull, variable.type.isNonNull {
            faults.append("Variable '$\(name)' of non-null type '\(variable.type)' must not be null.")
            return nil
        }
        return value(of: input, variable.type, InputPlace(variable: name))
    }

    private mutating func value(of input: JSONValue, _ written: WrittenType, _ place: InputPlace) -> JSONValue {
        if case .nonNull(let type) = written {
            guard !input.isNull else {
                return report(input, "Expected non-nullable type '\(written)' not to be None.", place)
            }
            return value(of: input, type, place)
        }
        if input.isNull { return .null }
        if case .list(let item) = written {
            guard case .array(let values) = input else { return .array([value(of: input, item, place)]) }
            return .array(values.enumerated().map { value(of: $1, item, place.adding("[\($0)]")) })
        }
        guard let type = schema.type(written.name) else { return .null }
        if type.kind == .input { return object(input, type, place) }
        do throws(FieldFault) {
            return try type.value(of: input)
        } catch {
            return report(input, error.message, place)
        }
    }

    private mutating func object(_ input: JSONValue, _ type: NamedType, _ place: InputPlace) -> JSONValue {
        guard case .object(let members) = input else {
            return report(input, "Expected type '\(type.name)' to be a mapping.", place)
        }
        var result = JSONObject()
        for field in type.fields {
            guard let member = members[field.name] else {
                if field.type.isNonNull, field.standard == nil {
                    _ = report(
                        input, "Field '\(field.name)' of required type '\(field.type)' was not provided.", place)
                }
                continue
            }
            result[field.name] = value(of: member, field.type, place.adding(".\(field.name)"))
        }
        for member in members where type.field(member.key) == nil && faults.count <= Self.mostFaults {
            _ = report(
                input,
                "Field '\(member.key)' is not defined by type '\(type.name)'."
                    + Suggestions.text(member.key, among: type.fields.map(\.name)), place)
        }
        return .object(result)
    }

    private mutating func report(_ input: JSONValue, _ fault: String, _ place: InputPlace) -> JSONValue {
        guard faults.count <= Self.mostFaults else { return .null }
        let inside = place.path.isEmpty ? "" : " at '\(place.variable)\(place.path)'"
        faults.append(
            "Variable '$\(place.variable)' got invalid value \(Inspection.text(input))\(inside); \(fault)")
        return .null
    }

    /// The arguments of a field. What the checks have let pass has a value.
    static func arguments(
        _ field: Field, _ definition: FieldDefinition, _ variables: [String: JSONValue], _ schema: Schema
    ) -> JSONObject {
        var result = JSONObject()
        for argument in definition.arguments {
            let written = field.arguments.last { $0.name.text == argument.name }?.value ?? argument.standard
            guard var written else { continue }
            if case .variable(let name) = written.kind, variables[name] == nil {
                guard let standard = argument.standard else { continue }
                written = standard
            }
            result[argument.name] = value(of: written, argument.type, variables, schema)
        }
        return result
    }

    /// The value of a literal; nil for one that has none, as a variable that was not passed.
    private static func value(
        of literal: Literal, _ written: WrittenType, _ variables: [String: JSONValue], _ schema: Schema
    ) -> JSONValue? {
        if case .variable(let name) = literal.kind { return variables[name] }
        if literal.isNull { return .null }
        if case .list(let item) = written.nullable {
            guard case .list(let values) = literal.kind else {
                return value(of: literal, item, variables, schema).map { .array([$0]) }
            }
            return .array(values.map { value(of: $0, item, variables, schema) ?? .null })
        }
        guard let type = schema.type(written.name) else { return nil }
        guard type.kind == .input, case .object(let members) = literal.kind else {
            return try? type.value(of: literal)
        }
        var result = JSONObject()
        for field in type.fields {
            guard let member = members.last(where: { $0.name.text == field.name }) else { continue }
            result[field.name] = value(of: member.value, field.type, variables, schema)
        }
        return .object(result)
    }
}

/// Where a value stands in a variable.
private struct InputPlace {
    let variable: String
    var path = ""

    func adding(_ step: String) -> InputPlace { InputPlace(variable: variable, path: path + step) }
}

/// What is wrong with the variables of a request.
struct VariableFaults: Error {
    let messages: [String]
}
