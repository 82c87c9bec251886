// Assay: who answers a request.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// One route of a component, as the table holds it.
struct RouteTarget: @unchecked Sendable {
    // @unchecked: what the pointers refer to is static while the component is started, and never written.
    let component: UnsafePointer<assay_component_t>
    let table: UnsafePointer<assay_routes_t>
    let route: UnsafePointer<assay_route_t>
    let index: UInt32
    /// The names of the pattern's parameters, in its order.
    let parameters: [assay_string_t]

    /// Whether it is answered whatever Host and Origin say.
    var answersAnyHost: Bool { route.pointee.flags & ASSAY_ROUTE_ANY_HOST != 0 }
    var method: String { String(cString: route.pointee.method) }
    var methodLength: Int { String(cString: route.pointee.method).utf8.count }
    var bodyPolicy: assay_route_body_t { route.pointee.body }
    var bodyLimit: Int { route.pointee.max_body == 0 ? .max : Int(clamping: route.pointee.max_body) }
}
