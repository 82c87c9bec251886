// Assay: the kind of load shapes in the open model, for authors in Swift.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A load shape in the open model: when iterations begin, whether or not earlier ones have ended.
public protocol ArrivalShape: Component {
    /// The most users at work at the same time; an iteration that finds none free is dropped.
    var maxUsers: Int { get }
    /// Seconds after which the test ends; nil for never.
    var duration: Double? { get }
    /// Where the start times come from; a new one after each `start`.
    var arrivals: ArrivalSource { get }
}

extension ArrivalShape {
    /// The table of the kind.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_SHAPE ? UnsafeRawPointer(ArrivalShapeTable.pointer) : nil
    }
}

/// The C functions of the kind; one table serves all open shapes of a library.
private enum ArrivalShapeTable {
    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafeMutablePointer<assay_shape_t> = {
        let table = UnsafeMutablePointer<assay_shape_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_shape_t(
                struct_size: UInt32(MemoryLayout<assay_shape_t>.size),
                get_model: { _ in .ASSAY_MODEL_OPEN },
                tick: { component, elapsed, _, target, _ in
                    guard let shape = shape(component), let target else { return .ASSAY_STATUS_INVALID_ARGUMENT }
                    target.pointee.is_finished = shape.duration.map { Double(elapsed) / 1e9 >= $0 } ?? false
                    target.pointee.max_users = UInt32(clamping: shape.maxUsers)
                    return .ASSAY_STATUS_OK
                },
                next_arrivals: { component, from, until, arrivals, capacity in
                    guard let shape = shape(component), let arrivals else { return 0 }
                    let buffer = UnsafeMutableBufferPointer(start: arrivals, count: Int(capacity))
                    return UInt32(clamping: shape.arrivals.write(from: from, until: until, into: buffer))
                }))
        return table
    }()

    private static func shape(_ component: UnsafePointer<assay_component_t>?) -> (any ArrivalShape)? {
        ComponentBox.of(component).component as? any ArrivalShape
    }
}
