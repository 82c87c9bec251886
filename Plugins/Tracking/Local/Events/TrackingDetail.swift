// Assay: what an event of the store is about.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// What an event is about; what does not apply stays empty.
struct TrackingDetail: Sendable {
    var experimentID: String?
    var runID: String?
    /// The registered model or prompt.
    var name: String?
    var version: String?
    /// The metric, param, tag, alias, or artifact's path.
    var key: String?
    /// The param's or tag's value, or the stage.
    var value: String?
    var number = 0.0
    var count = 1

    /// About nothing yet.
    init() {}
}

extension TrackingDetail {
    /// What a request says of it before anything is read.
    init(_ call: Call) {
        let request = call.request
        func text(_ names: String...) -> String? {
            names.lazy.filter { request.schema.index(of: $0) != nil }.compactMap { request.nonEmptyString($0) }.first
        }
        experimentID = text("experiment_id")
        runID = text("run_id", "run_uuid")
        name = text("name")
        version = text("version")
        key = text("alias", "key")
        value = text("stage", "value")
    }

    /// The run that it is about.
    var run: Run? {
        get { nil }
        set {
            runID = newValue?.id
            experimentID = newValue.map { String($0.experimentID) }
        }
    }

    /// The tag or param that it is about.
    var pair: KeyValue? {
        get { nil }
        set {
            key = newValue?.key
            value = newValue?.value
        }
    }

    /// The texts in the order of the C struct.
    func texts(_ call: Call) -> [String?] {
        [call.operation.name, call.workspace, call.principal, experimentID, runID, name, version, key, value]
    }
}
