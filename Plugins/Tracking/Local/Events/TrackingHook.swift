// Assay: the hooks that a tracking store fires.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// A hook of the store, in MLflow's words.
enum TrackingHook: Int, CaseIterable {
    case createRun, updateRun, logMetric, logParam, setTag, logArtifact, registerModel, createModelVersion, setAlias
    case transitionStage, beforeOperation, beforeSetAlias, beforeTransitionStage

    /// The hook's name, and when it is fired.
    var declaration: (name: String, description: String) {
        switch self {
        case .createRun: (ASSAY_HOOK_CREATE_RUN, "a run was created")
        case .updateRun: (ASSAY_HOOK_UPDATE_RUN, "a run's status, end or name was changed")
        case .logMetric: (ASSAY_HOOK_LOG_METRIC, "values of metrics were written to a run")
        case .logParam: (ASSAY_HOOK_LOG_PARAM, "a param was written to a run")
        case .setTag: (ASSAY_HOOK_SET_TAG, "a tag of a run was set")
        case .logArtifact: (ASSAY_HOOK_LOG_ARTIFACT, "an artifact was stored")
        case .registerModel: (ASSAY_HOOK_REGISTER_MODEL, "a model or prompt was registered")
        case .createModelVersion: (ASSAY_HOOK_CREATE_MODEL_VERSION, "a version of a model or prompt was created")
        case .setAlias: (ASSAY_HOOK_SET_ALIAS, "an alias was set to a version")
        case .transitionStage: (ASSAY_HOOK_TRANSITION_STAGE, "a version was moved to another stage")
        case .beforeOperation: (ASSAY_HOOK_BEFORE_OPERATION, "an operation that writes is about to begin")
        case .beforeSetAlias: (ASSAY_HOOK_BEFORE_SET_ALIAS, "an alias is about to be set")
        case .beforeTransitionStage: (ASSAY_HOOK_BEFORE_TRANSITION_STAGE, "a version is about to be moved to a stage")
        }
    }
}

extension EventFields {
    /// assay_tracking_event_t.
    static let tracking: EventFields = {
        typealias Event = assay_tracking_event_t
        func at(_ path: PartialKeyPath<Event>) -> Int? { MemoryLayout<Event>.offset(of: path) }
        return EventFields(
            size: MemoryLayout<Event>.size,
            fields: [
                ("time", .ASSAY_FIELD_INT64, at(\Event.event.time), nil),
                ("operation", .ASSAY_FIELD_STRING, at(\Event.operation), at(\Event.operation_length)),
                ("workspace", .ASSAY_FIELD_STRING, at(\Event.workspace), at(\Event.workspace_length)),
                ("principal", .ASSAY_FIELD_STRING, at(\Event.principal), at(\Event.principal_length)),
                ("experiment_id", .ASSAY_FIELD_STRING, at(\Event.experiment_id), at(\Event.experiment_id_length)),
                ("run_id", .ASSAY_FIELD_STRING, at(\Event.run_id), at(\Event.run_id_length)),
                ("name", .ASSAY_FIELD_STRING, at(\Event.name), at(\Event.name_length)),
                ("version", .ASSAY_FIELD_STRING, at(\Event.version), at(\Event.version_length)),
                ("key", .ASSAY_FIELD_STRING, at(\Event.key), at(\Event.key_length)),
                ("value", .ASSAY_FIELD_STRING, at(\Event.value), at(\Event.value_length)),
                ("number", .ASSAY_FIELD_DOUBLE, at(\Event.number), nil),
                ("count", .ASSAY_FIELD_UINT32, at(\Event.count), nil),
            ])
    }()
}
