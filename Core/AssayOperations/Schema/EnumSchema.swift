// Assay: an enumeration of the tracking API.
// SPDX-License-Identifier: Apache-2.0

/// The names of an enumeration and their numbers. Only these numbers are valid.
public struct EnumSchema: Sendable {
    /// Names and numbers, in the order of the definition.
    public let cases: [(name: String, number: Int64)]

    /// Makes an enumeration of names that are numbered on from the first one's number.
    init(from first: Int64, _ names: [String]) {
        cases = names.enumerated().map { ($0.element, first &+ Int64($0.offset)) }
    }

    /// The number of the first name, which an unset field has.
    var firstNumber: Int64 { cases.first?.number ?? 0 }

    /// The number of a name, nil if there is no such name.
    public func number(of name: String) -> Int64? {
        cases.first { $0.name.hasSameUTF8(as: name) }?.number
    }

    /// The name of a number, nil if there is no such number.
    public func name(of number: Int64) -> String? {
        cases.first { $0.number == number }?.name
    }
}

extension EnumSchema {
    /// Which of the deleted and the others a search finds.
    public static let viewType = EnumSchema(from: 1, ["ACTIVE_ONLY", "DELETED_ONLY", "ALL"])
    /// The state of a run.
    public static let runStatus = EnumSchema(from: 1, ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"])
    /// The state of a logged model.
    public static let loggedModelStatus = EnumSchema(
        from: 0,
        [
            "LOGGED_MODEL_STATUS_UNSPECIFIED", "LOGGED_MODEL_PENDING", "LOGGED_MODEL_READY",
            "LOGGED_MODEL_UPLOAD_FAILED",
        ])
    /// Whether a webhook is called.
    public static let webhookStatus = EnumSchema(from: 1, ["ACTIVE", "DISABLED"])
    /// What a webhook is told about.
    public static let webhookEntity = EnumSchema(
        from: 0,
        [
            "ENTITY_UNSPECIFIED", "REGISTERED_MODEL", "MODEL_VERSION", "MODEL_VERSION_TAG", "MODEL_VERSION_ALIAS",
            "PROMPT", "PROMPT_VERSION", "PROMPT_TAG", "PROMPT_VERSION_TAG", "PROMPT_ALIAS", "BUDGET_POLICY",
        ])
    /// What has happened to it.
    public static let webhookAction = EnumSchema(
        from: 0, ["ACTION_UNSPECIFIED", "CREATED", "UPDATED", "DELETED", "SET", "EXCEEDED"])
}
