// Assay: why there is no such component.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// Why a component could not be made.
public enum ComponentFailure: Error, Sendable {
    /// No plugin provides it; `near` are ids that look alike.
    case unknown(id: String, near: [String])
    /// Its plugin could not be loaded.
    case unavailable(id: String, PluginLoadFailure)
    /// The plugin refused, in its own words.
    case createFailed(id: String, status: assay_status_t, message: String, context: String)
    /// The plugin said OK and gave something that breaks component.h.
    case malformed(id: String, String)
    /// The component did not start, in its own words.
    case startFailed(id: String, status: assay_status_t, message: String, context: String)
    /// The component has no table of this kind.
    case missingExtension(id: String, extensionID: String)

    /// What kind of failure it is, for callers across the C border.
    public var status: assay_status_t {
        switch self {
        case .unknown: .ASSAY_STATUS_NOT_FOUND
        case .unavailable: .ASSAY_STATUS_FAILED_PRECONDITION
        case .createFailed(_, let status, _, _), .startFailed(_, let status, _, _): status
        case .malformed: .ASSAY_STATUS_INTERNAL
        case .missingExtension: .ASSAY_STATUS_UNIMPLEMENTED
        }
    }

    /// The value or place at fault; empty when the message says it all.
    public var context: String {
        switch self {
        case .createFailed(_, _, _, let context), .startFailed(_, _, _, let context): context
        default: ""
        }
    }
}

extension ComponentFailure: CustomStringConvertible {
    /// One line, with the context behind it.
    public var description: String { context.isEmpty ? message : "\(message): \(context)" }

    /// One line that names the component and what helps.
    public var message: String {
        switch self {
        case .unknown(let id, let near) where near.isEmpty:
            "no component '\(id)'; `assay plugins list` shows those there are"
        case .unknown(let id, let near):
            "no component '\(id)'; did you mean \(near.map { "'\($0)'" }.joined(separator: " or "))?"
        case .unavailable(let id, let failure): "component '\(id)' is not available: \(failure)"
        case .createFailed(let id, let status, let message, _):
            "component '\(id)': \(message.isEmpty ? "create failed with status \(status.rawValue)" : message)"
        case .malformed(let id, let what): "component '\(id)' breaks the contract: \(what)"
        case .startFailed(let id, let status, let message, _):
            "component '\(id)': \(message.isEmpty ? "start failed with status \(status.rawValue)" : message)"
        case .missingExtension(let id, let extensionID): "component '\(id)' has no '\(extensionID)'"
        }
    }
}
