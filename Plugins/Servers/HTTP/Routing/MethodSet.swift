// Assay: the methods of a path.
// SPDX-License-Identifier: Apache-2.0

/// What answers a path, by method.
struct MethodSet {
    private(set) var targets: [(method: String, target: RouteTarget)] = []

    var isEmpty: Bool { targets.isEmpty }

    /// The target for `method`; a GET route answers HEAD too.
    func target(for method: String) -> RouteTarget? {
        for entry in targets where entry.method == method { return entry.target }
        return method == "HEAD" ? target(for: "GET") : nil
    }

    /// Adds a target; false when its method has one already.
    mutating func insert(_ target: RouteTarget) -> Bool {
        let method = target.method
        guard !targets.contains(where: { $0.method == method }) else { return false }
        targets.append((method, target))
        return true
    }

    /// Adds what answers the methods that have no target yet.
    mutating func merge(_ other: MethodSet) {
        for entry in other.targets { _ = insert(entry.target) }
    }

    /// The value of the header Allow.
    var allow: String {
        var names = targets.map(\.method) + ["OPTIONS"]
        if names.contains("GET"), !names.contains("HEAD") { names.append("HEAD") }
        return names.joined(separator: ", ")
    }
}
