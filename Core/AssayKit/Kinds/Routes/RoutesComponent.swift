// Assay: the kind routes, for authors in Swift.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Answers the requests of some paths; see kind/draft/routes.h.
public protocol RoutesComponent: Component {
    /// The routes; read when a server starts, and the same from `start` to `stop`.
    var routeList: RouteList { get }

    /// Handles an exchange of the route `exchange.route`, on any thread, also several at once. Returns soon; the
    /// exchange is ended now or later. For a route that waits, refine ``AsyncRoutesComponent`` instead.
    func handle(_ exchange: Exchange)
}

extension RoutesComponent {
    /// The table of the kind.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_ROUTES ? UnsafeRawPointer(RoutesTable.pointer) : nil
    }
}

/// The C side of all routes of a library.
private enum RoutesTable {
    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafeMutablePointer<assay_routes_t> = {
        let table = UnsafeMutablePointer<assay_routes_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_routes_t(
                struct_size: UInt32(MemoryLayout<assay_routes_t>.size),
                get_route: { component, index in of(component)?.routeList.pointer(at: index) },
                handle: { component, exchange in
                    guard let exchange else { return }
                    guard let routes = of(component) else { return Exchange(exchange).abort() }
                    routes.handle(Exchange(exchange))
                }))
        return table
    }()

    private static func of(_ component: UnsafePointer<assay_component_t>?) -> (any RoutesComponent)? {
        ComponentBox.of(component).component as? any RoutesComponent
    }
}
