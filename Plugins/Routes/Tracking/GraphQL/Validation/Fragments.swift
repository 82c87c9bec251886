// Assay: how the fragments of a request refer to one another.
// SPDX-License-Identifier: Apache-2.0

/// The fragments that a set of fields spreads, itself or by way of others.
enum FragmentReach {
    /// Their names, each once.
    static func names(from set: SelectionSet, _ fragments: [String: FragmentDefinition]) -> [String] {
        var found: [String] = []
        var seen: Set<String> = []
        var pending = [set]
        var place = 0
        while place < pending.count {
            for spread in spreads(in: pending[place]) where seen.insert(spread.name).inserted {
                guard let fragment = fragments[spread.name] else { continue }
                found.append(spread.name)
                pending.append(fragment.selections)
            }
            place += 1
        }
        return found
    }

    /// What a set spreads itself, with the depth at which it does.
    static func spreads(in set: SelectionSet) -> [(name: String, depth: Int)] {
        var found: [(name: String, depth: Int)] = []
        var stack = [(set: set, depth: 1)]
        while let (set, depth) = stack.popLast() {
            for selection in set.selections {
                switch selection {
                case .spread(let spread): found.append((spread.name.text, depth))
                case .field(let field): if let inner = field.selections { stack.append((inner, depth + 1)) }
                case .inline(let fragment): stack.append((fragment.selections, depth + 1))
                }
            }
        }
        return found
    }

    /// How deep the fields of a set are nested.
    static func depth(of set: SelectionSet) -> Int {
        var deepest = 0
        var stack = [(set: set, depth: 1)]
        while let (set, depth) = stack.popLast() {
            deepest = max(deepest, depth)
            for selection in set.selections {
                switch selection {
                case .spread: break
                case .field(let field): if let inner = field.selections { stack.append((inner, depth + 1)) }
                case .inline(let fragment): stack.append((fragment.selections, depth + 1))
                }
            }
        }
        return deepest
    }
}

/// How deep a request is when its fragments are put in: the other checks go through them by recursion.
enum FragmentNesting {
    static func isBounded(_ document: Document, _ fragments: [String: FragmentDefinition]) -> Bool {
        var depths: [String: Int] = [:]
        for name in fragments.keys where depths[name] == nil { visit(name, fragments, &depths) }
        guard depths.values.allSatisfy({ $0 <= Parser.depthLimit }) else { return false }
        return document.operations.allSatisfy { depth(of: $0.selections, depths) <= Parser.depthLimit }
    }

    private static func visit(
        _ root: String, _ fragments: [String: FragmentDefinition], _ depths: inout [String: Int]
    ) {
        func spreads(_ name: String) -> [String] {
            fragments[name].map { FragmentReach.spreads(in: $0.selections).map(\.name) } ?? []
        }
        var path = [(name: root, spreads: spreads(root))]
        var onPath: Set<String> = [root]
        while var last = path.popLast() {
            let next = last.spreads.firstIndex { fragments[$0] != nil && depths[$0] == nil && !onPath.contains($0) }
            if let next {
                let name = last.spreads[next]
                last.spreads.removeFirst(next + 1)
                path.append(last)
                path.append((name, spreads(name)))
                onPath.insert(name)
            } else {
                onPath.remove(last.name)
                if let fragment = fragments[last.name] { depths[last.name] = depth(of: fragment.selections, depths) }
            }
        }
    }

    private static func depth(of set: SelectionSet, _ depths: [String: Int]) -> Int {
        FragmentReach.spreads(in: set).reduce(FragmentReach.depth(of: set)) { deepest, spread in
            max(deepest, spread.depth + depths[spread.name, default: 0])
        }
    }
}

/// Finds fragments that spread themselves.
struct FragmentCycles {
    private let fragments: [String: FragmentDefinition]
    private var visited: Set<String> = []
    private var path: [String] = []
    private var places: [String: Int] = [:]
    private var found: [String] = []

    init(_ fragments: [String: FragmentDefinition]) {
        self.fragments = fragments
    }

    /// The cycles that begin here and were not found before.
    mutating func faults(from fragment: FragmentDefinition) -> [String] {
        found = []
        visit(fragment)
        return found
    }

    private mutating func visit(_ fragment: FragmentDefinition) {
        let name = fragment.name.text
        guard visited.insert(name).inserted else { return }
        places[name] = path.count
        for spread in FragmentReach.spreads(in: fragment.selections) {
            path.append(spread.name)
            if let place = places[spread.name] {
                let via = path[place...].dropLast().map { "'\($0)'" }.joined(separator: ", ")
                found.append(
                    "Cannot spread fragment '\(spread.name)' within itself" + (via.isEmpty ? "." : " via \(via)."))
            } else if let next = fragments[spread.name] {
                visit(next)
            }
            path.removeLast()
        }
        places[name] = nil
    }
}

/// Introspection of fields of types of fields …: an answer that doubles with each step.
enum IntrospectionDepth {
    private static let limit = 3
    private static let lists: Set = ["fields", "interfaces", "possibleTypes", "inputFields"]

    static func isExceeded(_ field: Field, _ fragments: [String: FragmentDefinition]) -> Bool {
        var visited: [String: Int] = [:]
        return field.selections.map { isExceeded($0, 0, fragments, &visited) } ?? false
    }

    private static func isExceeded(
        _ set: SelectionSet, _ depth: Int, _ fragments: [String: FragmentDefinition], _ visited: inout [String: Int]
    ) -> Bool {
        for selection in set.selections {
            switch selection {
            case .field(let field):
                let inner = depth + (lists.contains(field.name.text) ? 1 : 0)
                if inner >= limit { return true }
                if let set = field.selections, isExceeded(set, inner, fragments, &visited) { return true }
            case .inline(let fragment):
                if isExceeded(fragment.selections, depth, fragments, &visited) { return true }
            case .spread(let spread):
                let name = spread.name.text
                guard visited[name, default: -1] < depth, let fragment = fragments[name] else { continue }
                visited[name] = depth
                if isExceeded(fragment.selections, depth, fragments, &visited) { return true }
            }
        }
        return false
    }
}
