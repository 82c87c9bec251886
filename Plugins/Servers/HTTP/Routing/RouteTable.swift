// Assay: finds the route of a request.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// All routes of a server. Paths without parameters are found by their hash, the others in a tree.
struct RouteTable: Sendable {
    private struct Fixed {
        let path: [UInt8]
        var methods: MethodSet
    }

    // The hash is not seeded: nothing is ever inserted that comes from outside.
    private var fixed: [UInt64: [Fixed]] = [:]
    private var root = RouteNode()
    private(set) var count = 0

    /// Adds the routes of a started component.
    mutating func add(_ component: UnsafePointer<assay_component_t>, named name: String) throws {
        guard let table = component.pointee.get_extension(component, ASSAY_KIND_ROUTES) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the instance has no routes", context: name)
        }
        let routes = table.assumingMemoryBound(to: assay_routes_t.self)
        var index: UInt32 = 0
        while let route = routes.pointee.get_route(component, index) {
            try add(component, routes, route, index)
            index += 1
        }
    }

    private mutating func add(
        _ component: UnsafePointer<assay_component_t>, _ table: UnsafePointer<assay_routes_t>,
        _ route: UnsafePointer<assay_route_t>, _ index: UInt32
    ) throws {
        let text = String(cString: route.pointee.pattern)
        let label = "\(String(cString: route.pointee.method)) \(text)"
        guard let permission = route.pointee.permission, permission.pointee != 0 else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the route '\(label)' declares no permission")
        }
        guard route.pointee.body != .ASSAY_ROUTE_BODY_BUFFERED || route.pointee.max_body > 0 else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the route '\(label)' buffers bodies without a limit")
        }
        let pattern = try RoutePattern(text)
        let target = RouteTarget(
            component: component, table: table, route: route, index: index,
            parameters: pattern.names.map { StaticBytes.text($0) })
        let isNew =
            pattern.names.isEmpty ? insertFixed(target, Array(text.utf8)) : root.insert(target, pattern.segments[...])
        guard isNew else { throw AssayError(.ASSAY_STATUS_ALREADY_EXISTS, "the route '\(label)' is there twice") }
        count += 1
    }

    private mutating func insertFixed(_ target: RouteTarget, _ path: [UInt8]) -> Bool {
        let hash = path.withUnsafeBytes { Self.hash($0) }
        var entries = fixed[hash] ?? []
        let place = entries.firstIndex { $0.path == path } ?? entries.endIndex
        if place == entries.endIndex { entries.append(Fixed(path: path, methods: MethodSet())) }
        let isNew = entries[place].methods.insert(target)
        fixed[hash] = entries
        return isNew
    }

    /// What answers `method` at the decoded `path`.
    func find(_ method: String, _ path: UnsafeRawBufferPointer) -> RouteMatch {
        var match = RouteMatch(method: method)
        guard path.first == UInt8(ascii: "/") else { return match }
        for entry in fixed[Self.hash(path)] ?? [] where entry.path.elementsEqual(path) { match.take(entry.methods) }
        if match.target == nil { root.find(path, from: 1, &match) }
        return match
    }

    /// FNV-1a.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }
}
