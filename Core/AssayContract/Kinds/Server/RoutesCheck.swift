// Assay: reads the routes of a component as a server does.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Plays the server for started routes.
package struct RoutesCheck {
    /// More routes than any component has; a number beyond is a list without an end.
    private static let mostRoutes: UInt32 = 10_000

    private let component: UnsafePointer<assay_component_t>
    private let table: assay_routes_t

    package init(_ component: UnsafePointer<assay_component_t>, _ table: assay_routes_t) {
        self.component = component
        self.table = table
    }

    /// Every route is whole and there once, and the list is the same when it is read again.
    package func check() throws(Violation) {
        let labels = try read()
        try require(try read() == labels, "get_route gives other routes when it is asked again")
    }

    private func read() throws(Violation) -> [String] {
        var labels: [String] = []
        var seen = Set<String>()
        for index in 0...Self.mostRoutes {
            guard let route = table.get_route(component, index)?.pointee else { return labels }
            let label = try check(route, "route \(index)")
            try require(seen.insert(label).inserted, "the route '\(label)' is there twice")
            labels.append(label)
        }
        throw Violation("get_route gives more than \(Self.mostRoutes) routes; past the last one it must give NULL")
    }

    /// The method and the pattern.
    private func check(_ route: assay_route_t, _ name: String) throws(Violation) -> String {
        try require(
            Int(route.struct_size) == MemoryLayout<assay_route_t>.size, "struct_size of \(name) is \(route.struct_size)"
        )
        let method = try ContractText.read(route.method, "the method of \(name)")
        let pattern = try ContractText.read(route.pattern, "the pattern of \(name)")
        let label = "\(method) \(pattern)"
        try require(
            !method.isEmpty && method.utf8.allSatisfy { (0x41...0x5A).contains($0) },
            "\(name) has the method '\(method)'")
        try require(method != "OPTIONS", "\(name) has the method OPTIONS, which the server answers")
        try check(pattern: pattern, name)
        let operation = try ContractText.read(route.operation, "the operation of '\(label)'")
        try require(!operation.isEmpty, "the route '\(label)' names no operation")
        let permission = try ContractText.read(route.permission, "the permission of '\(label)'")
        try require(!permission.isEmpty, "the route '\(label)' declares no permission, so that a server refuses it")
        try require(route.flags & ~ASSAY_ROUTE_ANY_HOST == 0, "the route '\(label)' has the flags \(route.flags)")
        try require(
            route.body.rawValue <= assay_route_body_t.ASSAY_ROUTE_BODY_STREAMED.rawValue,
            "the body of '\(label)' is \(route.body.rawValue)")
        try require(
            route.body != .ASSAY_ROUTE_BODY_BUFFERED || route.max_body > 0,
            "the route '\(label)' buffers bodies without a limit")
        return label
    }

    private func check(pattern: String, _ name: String) throws(Violation) {
        try require(pattern.hasPrefix("/"), "the pattern '\(pattern)' of \(name) does not begin with '/'")
        var names = Set<Substring>()
        let segments = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() where segment.contains("{") || segment.contains("}") {
            try require(
                segment.hasPrefix("{") && segment.hasSuffix("}"),
                "the parameter '\(segment)' of '\(pattern)' is not a whole segment")
            var parameter = segment.dropFirst().dropLast()
            if parameter.hasSuffix("...") {
                parameter = parameter.dropLast(3)
                try require(index == segments.count - 1, "'{\(parameter)...}' of '\(pattern)' is not its last segment")
            }
            try require(
                !parameter.isEmpty && !parameter.contains { "{}.".contains($0) },
                "the parameter '\(segment)' of '\(pattern)' has no name")
            try require(names.insert(parameter).inserted, "'\(pattern)' names the parameter '\(parameter)' twice")
        }
    }
}
