// Assay: the tree of the patterns that have parameters.
// SPDX-License-Identifier: Apache-2.0

/// A place in the tree: what may follow the segments that lead here.
struct RouteNode {
    private var fixed: [(name: [UInt8], node: RouteNode)] = []
    private var parameter: [RouteNode] = []
    private var ends = MethodSet()
    private var rests = MethodSet()

    /// Adds a target below the segments that are left; false when its place is taken.
    mutating func insert(_ target: RouteTarget, _ segments: ArraySlice<RoutePattern.Segment>) -> Bool {
        guard let first = segments.first else { return ends.insert(target) }
        switch first {
        case .rest: return rests.insert(target)
        case .parameter:
            if parameter.isEmpty { parameter.append(RouteNode()) }
            return parameter[0].insert(target, segments.dropFirst())
        case .fixed(let name):
            let place = fixed.firstIndex { $0.name == name } ?? fixed.endIndex
            if place == fixed.endIndex { fixed.append((name, RouteNode())) }
            return fixed[place].node.insert(target, segments.dropFirst())
        }
    }

    /// Finds what answers `path` from `start` on, which is behind a slash. The depth is that of the tree.
    func find(_ path: UnsafeRawBufferPointer, from start: Int, _ match: inout RouteMatch) {
        var end = start
        while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
        for entry in fixed where entry.name.elementsEqual(path[start..<end]) {
            entry.node.step(path, end, &match)
            if match.target != nil { return }
        }
        if end > start, let node = parameter.first {
            match.values.append(start..<end)
            node.step(path, end, &match)
            if match.target != nil { return }
            match.values.removeLast()
        }
        if start < path.count, !rests.isEmpty {
            match.values.append(start..<path.count)
            match.take(rests)
            if match.target == nil { match.values.removeLast() }
        }
    }

    private func step(_ path: UnsafeRawBufferPointer, _ end: Int, _ match: inout RouteMatch) {
        if end == path.count { match.take(ends) } else { find(path, from: end + 1, &match) }
    }
}
