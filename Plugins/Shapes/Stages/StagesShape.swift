// Assay: load in stages.
// SPDX-License-Identifier: Apache-2.0
package import AssayKit
import CAssay

/// The component `assay.shape.stages`: the users of the stage that the time falls in; after the last one the test ends.
package final class StagesShape: LoadShape {
    package static let id = "assay.shape.stages"

    package static var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: id, kind: ASSAY_KIND_SHAPE, name: "Stages",
            description: "Users by stages, in steps, or with a spike.", configSchema: schema)
    }

    /// Ascending by `end`.
    let stages: [Stage]

    /// Reads one of `stages`, `step` and `spike`.
    package init(_ config: Config) throws {
        let forms = ["stages", "step", "spike"].filter { config.value($0) != nil }
        guard let form = forms.first, forms.count == 1 else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the config of '\(Self.id)' must have one of stages, step and spike",
                context: forms.joined(separator: ", "))
        }
        stages =
            switch form {
            case "step": try config.config("step").map(Stage.steps) ?? []
            case "spike": try config.config("spike").map(Stage.spike) ?? []
            default: try Stage.list(config.array("stages"), config)
            }
    }

    package func target(at seconds: Double, users: Int) -> LoadTarget? {
        stages.first { seconds < $0.end }?.target
    }
}
