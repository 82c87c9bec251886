// Assay: the C form of a component's routes.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The routes of a component, for the C side.
public struct RouteList: Sendable {
    /// The routes, in the order of their indices.
    public let routes: [Route]
    private let memory: RouteMemory

    /// Makes the list; once for a component.
    public init(_ routes: [Route]) {
        self.routes = routes
        memory = RouteMemory(routes)
    }

    /// The route at an index, for as long as the list is there; NULL when there is none.
    func pointer(at index: UInt32) -> UnsafePointer<assay_route_t>? {
        memory.pointer(at: index)
    }
}
