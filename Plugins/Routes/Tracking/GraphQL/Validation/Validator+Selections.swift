// Assay: checks sets of fields.
// SPDX-License-Identifier: Apache-2.0

extension Validator {
    /// Checks a set of fields of an object of this type; nil when the type is not known.
    mutating func walk(_ set: SelectionSet, in type: NamedType?, isInline: Bool) throws(Aborted) {
        if !isInline { for fault in try overlapFaults(set, in: type) { try report(fault) } }
        for selection in set.selections {
            switch selection {
            case .field(let field): try check(field, in: type)
            case .spread(let spread): try check(spread, in: type)
            case .inline(let fragment): try check(fragment, in: type)
            }
        }
    }

    private mutating func check(_ field: Field, in parent: NamedType?) throws(Aborted) {
        let name = field.name.text
        let definition = parent.flatMap { schema.field(name, of: $0) }
        let type = definition.flatMap { schema.type($0.type.name) }
        if let definition, let type { try checkSubfields(field, definition.type, type) }
        if let parent, definition == nil {
            try report(
                "Cannot query field '\(name)' on type '\(parent.name)'."
                    + Suggestions.text(name, among: parent.fields.map(\.name)))
        }
        try checkUniqueDirectives(field.directives)
        try checkNames(field.arguments.map(\.name.text)) { "There can be only one argument named '\($0)'." }
        if name == "__schema" || name == "__type", IntrospectionDepth.isExceeded(field, fragments) {
            try report("Maximum introspection depth exceeded")
        }
        for argument in field.arguments { try check(argument, of: definition, in: parent) }
        try check(field.directives, on: "FIELD")
        if let selections = field.selections {
            try walk(selections, in: type?.kind == .object ? type : nil, isInline: false)
        }
        for argument in definition?.arguments ?? [] where argument.type.isNonNull && argument.standard == nil {
            guard !field.arguments.contains(where: { $0.name.text == argument.name }) else { continue }
            try report(
                "Field '\(name)' argument '\(argument.name)' of type '\(argument.type)' is required, but it was not "
                    + "provided.")
        }
    }

    private mutating func checkSubfields(
        _ field: Field, _ written: WrittenType, _ type: NamedType
    ) throws(Aborted) {
        let name = field.name.text
        if type.isLeaf, field.selections != nil {
            try report("Field '\(name)' must not have a selection since type '\(written)' has no subfields.")
        } else if !type.isLeaf, field.selections == nil {
            try report(
                "Field '\(name)' of type '\(written)' must have a selection of subfields. Did you mean '\(name) { ... }'?"
            )
        }
    }

    private mutating func check(
        _ argument: Argument, of field: FieldDefinition?, in parent: NamedType?
    ) throws(Aborted) {
        let definition = field?.arguments.first { $0.name == argument.name.text }
        if definition == nil, let field, let parent {
            try report(
                "Unknown argument '\(argument.name.text)' on field '\(parent.name).\(field.name)'."
                    + Suggestions.text(argument.name.text, among: field.arguments.map(\.name)))
        }
        try check(argument.value, type: definition?.type, hasStandard: definition?.standard != nil)
    }

    private mutating func check(_ spread: FragmentSpread, in parent: NamedType?) throws(Aborted) {
        let name = spread.name.text
        let fragment = fragments[name]
        if fragment == nil { try report("Unknown fragment '\(name)'.") }
        if let parent, let type = fragment.flatMap({ schema.type($0.type.text) }), type.kind == .object,
            type.name != parent.name
        {
            try report(
                "Fragment '\(name)' cannot be spread here as objects of type '\(parent.name)' can never be of type "
                    + "'\(type.name)'.")
        }
        try checkUniqueDirectives(spread.directives)
        try check(spread.directives, on: "FRAGMENT_SPREAD")
    }

    private mutating func check(_ fragment: InlineFragment, in parent: NamedType?) throws(Aborted) {
        let type = fragment.type.map { schema.type($0.text) } ?? parent
        if let condition = fragment.type, let type, type.kind != .object {
            try report("Fragment cannot condition on non composite type '\(condition.text)'.")
        }
        if let type, let parent, type.kind == .object, type.name != parent.name {
            try report(
                "Fragment cannot be spread here as objects of type '\(parent.name)' can never be of type "
                    + "'\(type.name)'.")
        }
        try checkUniqueDirectives(fragment.directives)
        if let condition = fragment.type { try checkTypeName(condition.text) }
        try check(fragment.directives, on: "INLINE_FRAGMENT")
        try walk(fragment.selections, in: type?.kind == .object ? type : nil, isInline: true)
    }

    mutating func check(_ directives: [Directive], on place: String) throws(Aborted) {
        for directive in directives {
            let name = directive.name.text
            let definition = schema.directive(name)
            if let definition {
                if !definition.values.contains(where: { $0.name == place }) {
                    try report(
                        "Directive '@\(name)' may not be used on \(place.lowercased().replacing("_", with: " ")).")
                }
                for argument in directive.arguments
                where !definition.fields.contains(where: { $0.name == argument.name.text }) {
                    try report(
                        "Unknown argument '\(argument.name.text)' on directive '@\(name)'."
                            + Suggestions.text(argument.name.text, among: definition.fields.map(\.name)))
                }
            } else {
                try report("Unknown directive '@\(name)'.")
            }
            try checkNames(directive.arguments.map(\.name.text)) { "There can be only one argument named '\($0)'." }
            for argument in directive.arguments {
                let field = definition?.fields.first { $0.name == argument.name.text }
                try check(argument.value, type: field?.type, hasStandard: field?.standard != nil)
            }
            for argument in definition?.fields ?? [] where argument.type.isNonNull && argument.standard == nil {
                guard !directive.arguments.contains(where: { $0.name.text == argument.name }) else { continue }
                try report(
                    "Directive '@\(name)' argument '\(argument.name)' of type '\(argument.type)' is required, but it was "
                        + "not provided.")
            }
        }
    }

    mutating func checkUniqueDirectives(_ directives: [Directive]) throws(Aborted) {
        var seen: Set<String> = []
        for directive in directives where schema.directive(directive.name.text) != nil {
            if !seen.insert(directive.name.text).inserted {
                try report("The directive '@\(directive.name.text)' can only be used once at this location.")
            }
        }
    }
}
