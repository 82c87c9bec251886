// Assay: whether a GraphQL request fits the schema.
// SPDX-License-Identifier: Apache-2.0

/// Checks a request by the rules of the GraphQL specification. The messages and their order are those of MLflow's
/// GraphQL library: clients see nothing else.
struct Validator {
    /// The faults are too many, or too much work to find.
    struct Aborted: Error {}

    private static let mostFaults = 100

    let schema: Schema
    let document: Document
    let fragments: [String: FragmentDefinition]
    private let isAlone: Bool
    private var faults: [String] = []
    var overlaps = OverlapState()
    /// The variables that the definition in hand uses.
    private var usages: [VariableUsage] = []

    /// What is wrong with a request; nothing when it can be carried out.
    static func faults(_ document: Document, _ schema: Schema) -> [String] {
        var validator = Validator(schema: schema, document: document)
        do {
            try validator.run()
        } catch {
            if validator.faults.count < mostFaults { validator.faults.append("Validation aborted.") }
        }
        guard validator.faults.count > mostFaults else { return validator.faults }
        return validator.faults.prefix(mostFaults)
            + ["Too many validation errors, error limit reached. Validation aborted."]
    }

    private init(schema: Schema, document: Document) {
        self.schema = schema
        self.document = document
        fragments = document.fragments
        isAlone = document.operations.count < 2
    }

    /// Ends the checks with one fault more than are shown.
    mutating func report(_ fault: String) throws(Aborted) {
        faults.append(fault)
        guard faults.count <= Self.mostFaults else { throw Aborted() }
    }

    mutating func use(_ usage: VariableUsage) { usages.append(usage) }

    private mutating func run() throws(Aborted) {
        for case .type(let definition) in document.definitions {
            try report("The '\(definition.name)' definition is not executable.")
        }
        guard FragmentNesting.isBounded(document, fragments) else { throw Aborted() }
        var operationNames: Set<String> = []
        var fragmentNames: Set<String> = []
        var cycles = FragmentCycles(fragments)
        var fragmentUsages: [String: [VariableUsage]] = [:]
        var ends: [(place: Int, operation: OperationDefinition, usages: [VariableUsage])] = []
        for definition in document.definitions {
            usages = []
            switch definition {
            case .operation(let operation):
                try check(operation, &operationNames)
                ends.append((faults.count, operation, usages))
            case .fragment(let fragment):
                try check(fragment, &fragmentNames, &cycles)
                fragmentUsages[fragment.name.text] = usages
            case .type: break
            }
        }
        try checkUnusedFragments()
        // What the variables of an operation are used for is known once all fragments are; it is told where the
        // operation ends.
        for end in ends.reversed() {
            let reached = FragmentReach.names(from: end.operation.selections, fragments)
            let found = usageFaults(end.usages + reached.flatMap { fragmentUsages[$0] ?? [] }, end.operation)
            faults.insert(contentsOf: found.prefix(Self.mostFaults + 1), at: end.place)
        }
    }

    private mutating func check(
        _ operation: OperationDefinition, _ names: inout Set<String>
    ) throws(Aborted) {
        if let name = operation.name, !names.insert(name.text).inserted {
            try report("There can be only one operation named '\(name.text)'.")
        }
        if operation.name == nil, !isAlone {
            try report("This anonymous operation must be the only defined operation.")
        }
        try checkNames(operation.variables.map(\.name.text)) { "There can be only one variable named '$\($0)'." }
        try checkUniqueDirectives(operation.directives)
        for variable in operation.variables { try check(variable) }
        try check(operation.directives, on: operation.kind.rawValue.uppercased())
        try walk(operation.selections, in: schema.root(operation.kind), isInline: false)
    }

    private mutating func check(_ variable: VariableDefinition) throws(Aborted) {
        let type = schema.type(variable.type.name)
        if let type, !type.isInput {
            try report("Variable '$\(variable.name.text)' cannot be non-input type '\(variable.type)'.")
        }
        try checkUniqueDirectives(variable.directives)
        try checkTypeName(variable.type.name)
        if let standard = variable.standard {
            try check(standard, type: type?.isInput == true ? variable.type : nil)
        }
        try check(variable.directives, on: "VARIABLE_DEFINITION")
    }

    private mutating func check(
        _ fragment: FragmentDefinition, _ names: inout Set<String>, _ cycles: inout FragmentCycles
    ) throws(Aborted) {
        let type = schema.type(fragment.type.text)
        if let type, type.kind != .object {
            try report(
                "Fragment '\(fragment.name.text)' cannot condition on non composite type '\(fragment.type.text)'.")
        }
        if !names.insert(fragment.name.text).inserted {
            try report("There can be only one fragment named '\(fragment.name.text)'.")
        }
        for fault in cycles.faults(from: fragment) { try report(fault) }
        try checkUniqueDirectives(fragment.directives)
        try checkTypeName(fragment.type.text)
        try check(fragment.directives, on: "FRAGMENT_DEFINITION")
        try walk(fragment.selections, in: type?.kind == .object ? type : nil, isInline: false)
    }

    private mutating func checkUnusedFragments() throws(Aborted) {
        var used: Set<String> = []
        for operation in document.operations {
            used.formUnion(FragmentReach.names(from: operation.selections, fragments))
        }
        for case .fragment(let fragment) in document.definitions where !used.contains(fragment.name.text) {
            try report("Fragment '\(fragment.name.text)' is never used.")
        }
    }

    /// Reports each name that is there more than once.
    mutating func checkNames(_ names: [String], _ fault: (String) -> String) throws(Aborted) {
        var counts: [String: Int] = [:]
        for name in names { counts[name, default: 0] += 1 }
        var reported: Set<String> = []
        for name in names where counts[name, default: 0] > 1 && reported.insert(name).inserted {
            try report(fault(name))
        }
    }

    mutating func checkTypeName(_ name: String) throws(Aborted) {
        let defined = document.definitions.compactMap { if case .type(let type) = $0 { type.name } else { nil } }
        guard schema.type(name) == nil, !defined.contains(name) else { return }
        try report(
            "Unknown type '\(name)'." + Suggestions.text(name, among: schema.types.map(\.name) + defined))
    }
}
