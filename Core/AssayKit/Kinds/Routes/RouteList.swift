// Assay: the C form of a component's routes.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The routes of a component, for the C side.
public struct RouteList: @unchecked Sendable {
    // @unchecked: the memory is written before it is put here, and only read afterwards.
    /// The routes, in the order of their indices.
    public let routes: [Route]
    private let pointers: [UnsafePointer<assay_route_t>]

    /// Makes the list; once for a component.
    public init(_ routes: [Route]) {
        self.routes = routes
        pointers = routes.map { $0.makeStatic() }
    }

    func pointer(at index: UInt32) -> UnsafePointer<assay_route_t>? {
        index < pointers.count ? pointers[Int(index)] : nil
    }
}
