// Assay: the tracking store behind the routes.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// A tracking store, as the routes call it: through the C table, so that nothing is copied on the way.
struct TrackingStore: @unchecked Sendable {
    // @unchecked: the component outlives the routes, and its functions are [any].
    let component: UnsafePointer<assay_component_t>
    let table: UnsafePointer<assay_tracking_t>

    init(_ component: UnsafePointer<assay_component_t>) throws {
        guard let table = component.pointee.get_extension(component, ASSAY_KIND_TRACKING) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the instance is not a tracking store")
        }
        self.component = component
        self.table = table.assumingMemoryBound(to: assay_tracking_t.self)
    }
}
