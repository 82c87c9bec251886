// Assay: checks values against the types of their places.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// A variable in a place, and what the place takes; no type when that is not known.
struct VariableUsage {
    let name: String
    let type: WrittenType?
    /// Whether the place has a value of its own.
    let hasStandard: Bool
}

extension Validator {
    /// Checks a value in a place of this type; without one only its names.
    mutating func check(_ literal: Literal, type: WrittenType?, hasStandard: Bool = false) throws(Aborted) {
        switch literal.kind {
        case .variable(let name): use(VariableUsage(name: name, type: type, hasStandard: hasStandard))
        case .null:
            if let type, type.isNonNull { try report("Expected value of type '\(type)', found null.") }
        case .list(let values):
            guard let type, case .list(let item) = type.nullable else {
                try checkLeaf(literal, type)
                for value in values { try check(value, type: nil) }
                return
            }
            for value in values { try check(value, type: item) }
        case .object(let members): try check(members, of: literal, type)
        default: try checkLeaf(literal, type)
        }
    }

    private mutating func check(
        _ members: [Literal.Member], of literal: Literal, _ written: WrittenType?
    ) throws(Aborted) {
        let named = written.flatMap { schema.type($0.name) }
        let type = named?.kind == .input ? named : nil
        if type == nil { try checkLeaf(literal, written) }
        for field in type?.fields ?? [] where field.type.isNonNull && field.standard == nil {
            guard !members.contains(where: { $0.name.text == field.name }) else { continue }
            try report("Field '\(type?.name ?? "").\(field.name)' of required type '\(field.type)' was not provided.")
        }
        var seen: Set<String> = []
        for member in members {
            let field = type?.field(member.name.text)
            if let type, field == nil {
                try report(
                    "Field '\(member.name.text)' is not defined by type '\(type.name)'."
                        + Suggestions.text(member.name.text, among: type.fields.map(\.name)))
            }
            if !seen.insert(member.name.text).inserted {
                try report("There can be only one input field named '\(member.name.text)'.")
            }
            try check(member.value, type: field?.type, hasStandard: field?.standard != nil)
        }
    }

    private mutating func checkLeaf(_ literal: Literal, _ written: WrittenType?) throws(Aborted) {
        guard let written, let type = schema.type(written.name) else { return }
        guard type.isLeaf else {
            return try report("Expected value of type '\(written)', found \(literal.text).")
        }
        do throws(FieldFault) {
            _ = try type.value(of: literal)
        } catch {
            try report(error.message)
        }
    }

    /// What is wrong with the variables that an operation uses.
    func usageFaults(_ usages: [VariableUsage], _ operation: OperationDefinition) -> [String] {
        let byOperation = operation.name.map { " by operation '\($0.text)'" } ?? ""
        let inOperation = operation.name.map { " in operation '\($0.text)'" } ?? ""
        var defined: [String: VariableDefinition] = [:]
        for variable in operation.variables { defined[variable.name.text] = variable }
        var faults: [String] = []
        for usage in usages where defined[usage.name] == nil {
            faults.append("Variable '$\(usage.name)' is not defined\(byOperation).")
        }
        let used = Set(usages.map(\.name))
        for variable in operation.variables where !used.contains(variable.name.text) {
            faults.append("Variable '$\(variable.name.text)' is never used\(inOperation).")
        }
        for usage in usages {
            guard let variable = defined[usage.name], let place = usage.type,
                schema.type(variable.type.name) != nil, !Self.fits(variable, place, usage.hasStandard)
            else { continue }
            faults.append(
                "Variable '$\(usage.name)' of type '\(variable.type)' used in position expecting type '\(place)'.")
        }
        return faults
    }

    private static func fits(_ variable: VariableDefinition, _ place: WrittenType, _ hasStandard: Bool) -> Bool {
        if case .nonNull(let inner) = place, !variable.type.isNonNull {
            let isFilled = variable.standard.map { !$0.isNull } ?? false
            return (isFilled || hasStandard) && isSubtype(variable.type, inner)
        }
        return isSubtype(variable.type, place)
    }

    private static func isSubtype(_ type: WrittenType, _ place: WrittenType) -> Bool {
        switch (type, place) {
        case (.nonNull(let type), .nonNull(let place)): isSubtype(type, place)
        case (.nonNull(let type), _): isSubtype(type, place)
        case (.list(let type), .list(let place)): isSubtype(type, place)
        case (.named(let type), .named(let place)): type == place
        default: false
        }
    }
}

extension NamedType {
    /// The value of a literal of this scalar or enum.
    func value(of literal: Literal) throws(FieldFault) -> JSONValue {
        if let scalar = Scalar(rawValue: name) { return try scalar.value(of: literal) }
        guard case .enumeration(let text) = literal.kind else {
            throw FieldFault("Enum '\(name)' cannot represent non-enum value: \(literal.text)." + meant(literal.text))
        }
        return try value(named: text)
    }

    /// The value of a variable of this scalar or enum.
    func value(of input: JSONValue) throws(FieldFault) -> JSONValue {
        if let scalar = Scalar(rawValue: name) { return try scalar.value(of: input) }
        guard case .string(let text) = input else {
            let shown = Inspection.text(input)
            throw FieldFault("Enum '\(name)' cannot represent non-string value: \(shown)." + meant(shown))
        }
        return try value(named: text)
    }

    private func value(named text: String) throws(FieldFault) -> JSONValue {
        guard values.contains(where: { $0.name == text }) else {
            throw FieldFault("Value '\(text)' does not exist in '\(name)' enum." + meant(text))
        }
        return .string(text)
    }

    private func meant(_ text: String) -> String {
        Suggestions.text(text, among: values.map(\.name), "the enum value ")
    }
}
