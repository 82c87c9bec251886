// Assay: the conformance check of the kind shape.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Checks a load shape that is registered with `host`, over the first `seconds` of a test. Returns the problems; none
/// means that it conforms.
public func checkShape(_ host: TestHost, _ id: String, config: String = "{}", seconds: Int = 600)
    -> [String]
{
    var check = Conformance(host, id, kind: ASSAY_KIND_SHAPE, config: config)
    for part in [ShapePart.ticks, .arrivals] {
        check.whileStarted(assay_shape_t.self) { _, component, table in
            let shape = try ShapeCheck(component, table)
            switch part {
            case .ticks: try shape.checkTicks(seconds: seconds)
            case .arrivals: try shape.checkArrivals(seconds: seconds, capacity: 7)
            }
        }
    }
    return check.uniqueProblems
}

/// What is asked of a shape that was just started.
private enum ShapePart { case ticks, arrivals }
