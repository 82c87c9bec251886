// Assay: why a component could not be given a name.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Why a component could not be published.
public enum InstanceFailure: Error, Sendable, CustomStringConvertible {
    /// The name is empty, too long, or has other characters than letters, digits, '.', '-' and '_'.
    case badName(String)
    /// Another component has the name.
    case nameInUse(String)

    /// Lower case, no full stop.
    public var description: String {
        switch self {
        case .badName(let name):
            "the instance name '\(name)' is not 1 to \(InstanceBoard.longestName) letters, digits, '.', '-' and '_'"
        case .nameInUse(let name): "an instance is already published as '\(name)'; withdraw it first"
        }
    }

    var status: assay_status_t {
        switch self {
        case .badName: .ASSAY_STATUS_INVALID_ARGUMENT
        case .nameInUse: .ASSAY_STATUS_ALREADY_EXISTS
        }
    }
}
