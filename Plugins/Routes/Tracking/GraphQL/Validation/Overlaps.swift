// Assay: fields of one name in an answer.
// SPDX-License-Identifier: Apache-2.0

/// What was compared already, and how much may still be.
struct OverlapState {
    /// Comparisons that are left.
    var budget = 250_000
    var comparedFragments: Set<[String]> = []
    var collected: [Int: CollectedFields] = [:]
}

/// A field, and what it is a field of.
struct PlacedField {
    let parent: NamedType?
    let field: Field
    let definition: FieldDefinition?
}

/// The fields of a set by their names in the answer, and the fragments that it spreads.
struct CollectedFields {
    var names: [String] = []
    var fields: [String: [PlacedField]] = [:]
    var fragments: [String] = []
    let offset: Int
}

extension Validator {
    /// A name in the answer for which two fields cannot be told apart, and why.
    private struct Conflict {
        let name: String
        let reason: String
    }

    private static let longestReason = 1000

    /// Fields of a set that would be one in the answer, and are not the same.
    mutating func overlapFaults(_ set: SelectionSet, in type: NamedType?) throws(Aborted) -> [String] {
        let collected = collect(set, in: type)
        var conflicts: [Conflict] = []
        for name in collected.names {
            let fields = collected.fields[name] ?? []
            for (place, field) in fields.enumerated() {
                for other in fields[(place + 1)...] {
                    if let conflict = try conflict(name, field, other) { conflicts.append(conflict) }
                }
            }
        }
        for (place, fragment) in collected.fragments.enumerated() {
            var seen: Set<String> = []
            conflicts += try self.conflicts(collected, withFragment: fragment, &seen)
            for other in collected.fragments[(place + 1)...] {
                conflicts += try self.conflicts(betweenFragment: fragment, other)
            }
        }
        return conflicts.map {
            "Fields '\($0.name)' conflict because \($0.reason). Use different aliases on the fields to fetch both if "
                + "this was intentional."
        }
    }

    private mutating func spend(_ cost: Int) throws(Aborted) {
        overlaps.budget -= cost
        guard overlaps.budget >= 0 else { throw Aborted() }
    }

    private mutating func collect(_ set: SelectionSet, in type: NamedType?) -> CollectedFields {
        if let known = overlaps.collected[set.offset] { return known }
        var collected = CollectedFields(offset: set.offset)
        var seen: Set<String> = []
        var stack: [(set: SelectionSet, type: NamedType?)] = [(set, type)]
        var place = 0
        while place < stack.count {
            let (set, type) = stack[place]
            place += 1
            for selection in set.selections {
                switch selection {
                case .field(let field):
                    let name = field.responseName
                    let definition = type.flatMap { schema.field(field.name.text, of: $0) }
                    if collected.fields[name] == nil { collected.names.append(name) }
                    collected.fields[name, default: []].append(
                        PlacedField(parent: type, field: field, definition: definition))
                case .spread(let spread):
                    if seen.insert(spread.name.text).inserted { collected.fragments.append(spread.name.text) }
                case .inline(let fragment):
                    stack.append((fragment.selections, fragment.type.map { schema.type($0.text) } ?? type))
                }
            }
        }
        overlaps.collected[set.offset] = collected
        return collected
    }

    private mutating func collect(fragment name: String) -> CollectedFields? {
        fragments[name].map { collect($0.selections, in: schema.type($0.type.text)) }
    }

    private mutating func conflicts(
        _ fields: CollectedFields, withFragment name: String, _ seen: inout Set<String>
    ) throws(Aborted) -> [Conflict] {
        try spend(1)
        guard seen.insert(name).inserted, let other = collect(fragment: name), other.offset != fields.offset
        else { return [] }
        var found = try conflicts(between: fields, other)
        for name in other.fragments { found += try conflicts(fields, withFragment: name, &seen) }
        return found
    }

    private mutating func conflicts(
        betweenFragment name: String, _ other: String
    ) throws(Aborted) -> [Conflict] {
        try spend(2)
        guard name != other, overlaps.comparedFragments.insert([name, other].sorted()).inserted,
            let left = collect(fragment: name), let right = collect(fragment: other)
        else { return [] }
        var found = try conflicts(between: left, right)
        for inner in right.fragments { found += try conflicts(betweenFragment: name, inner) }
        for inner in left.fragments { found += try conflicts(betweenFragment: inner, other) }
        return found
    }

    private mutating func conflicts(
        between left: CollectedFields, _ right: CollectedFields
    ) throws(Aborted) -> [Conflict] {
        var found: [Conflict] = []
        for name in left.names {
            try spend(1)
            for field in left.fields[name] ?? [] {
                for other in right.fields[name] ?? [] {
                    if let conflict = try conflict(name, field, other) { found.append(conflict) }
                }
            }
        }
        return found
    }

    private mutating func conflict(
        _ name: String, _ left: PlacedField, _ right: PlacedField
    ) throws(Aborted) -> Conflict? {
        try spend(2)
        let (first, second) = (left.field, right.field)
        // Objects of two types are never one.
        let areApart = left.parent != nil && right.parent != nil && left.parent?.name != right.parent?.name
        if !areApart {
            if first.name.text != second.name.text {
                return Conflict(
                    name: name, reason: "'\(first.name.text)' and '\(second.name.text)' are different fields")
            }
            if try !haveSameArguments(first, second) {
                return Conflict(name: name, reason: "they have differing arguments")
            }
        }
        if let type = left.definition?.type, let other = right.definition?.type, differ(type, other) {
            return Conflict(name: name, reason: "they return conflicting types '\(type)' and '\(other)'")
        }
        guard let set = first.selections, let otherSet = second.selections else { return nil }
        let inner = try conflicts(
            between: collect(set, in: left.definition.flatMap { schema.type($0.type.name) }),
            collect(otherSet, in: right.definition.flatMap { schema.type($0.type.name) }), andFragments: true)
        guard !inner.isEmpty else { return nil }
        let reason = inner.map { "subfields '\($0.name)' conflict because \($0.reason)" }.joined(separator: " and ")
        return Conflict(
            name: name,
            reason: reason.count > Self.longestReason
                ? String(reason.prefix(Self.longestReason)) + "..." : reason)
    }

    private mutating func conflicts(
        between left: CollectedFields, _ right: CollectedFields, andFragments: Bool
    ) throws(Aborted) -> [Conflict] {
        var found = try conflicts(between: left, right)
        var seen: Set<String> = []
        for fragment in right.fragments { found += try conflicts(left, withFragment: fragment, &seen) }
        seen = []
        for fragment in left.fragments { found += try conflicts(right, withFragment: fragment, &seen) }
        for fragment in left.fragments {
            for other in right.fragments { found += try conflicts(betweenFragment: fragment, other) }
        }
        return found
    }

    private mutating func haveSameArguments(_ first: Field, _ second: Field) throws(Aborted) -> Bool {
        guard first.arguments.count == second.arguments.count else { return false }
        try spend(first.arguments.count)
        let values = Dictionary(
            second.arguments.map { ($0.name.text, $0.value.canonicalText) }, uniquingKeysWith: { $1 })
        return first.arguments.allSatisfy { values[$0.name.text] == $0.value.canonicalText }
    }

    private func differ(_ type: WrittenType, _ other: WrittenType) -> Bool {
        switch (type, other) {
        case (.list(let type), .list(let other)), (.nonNull(let type), .nonNull(let other)): differ(type, other)
        case (.named(let type), .named(let other)):
            type != other && (schema.type(type)?.isLeaf == true || schema.type(other)?.isLeaf == true)
        default: true
        }
    }
}
