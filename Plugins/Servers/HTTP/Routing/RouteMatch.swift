// Assay: what a path leads to.
// SPDX-License-Identifier: Apache-2.0

/// What the route table says of a method and a path.
struct RouteMatch {
    let method: String
    /// What answers; nil when nothing does.
    var target: RouteTarget?
    /// The bytes of the path that the pattern's parameters stand for.
    var values: [Range<Int>] = []
    /// The methods of the path, of all patterns that it fits, when it has any.
    var allowed: MethodSet?

    init(method: String) {
        self.method = method
    }

    /// Takes what answers the method out of the methods of the path.
    mutating func take(_ methods: MethodSet) {
        guard !methods.isEmpty else { return }
        if allowed == nil { allowed = methods } else { allowed?.merge(methods) }
        target = methods.target(for: method)
    }
}
