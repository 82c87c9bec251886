// Assay: how a test ended.
// SPDX-License-Identifier: Apache-2.0

/// How a test ended.
enum Verdict: Equatable {
    case success
    /// Sound, but not as it should be.
    case warning(String)
    /// It could not be run here.
    case skipped(String)
    /// The contract is broken.
    case failed(String)
    /// The child process ended, or had to be ended.
    case crashed(String)

    /// One word.
    var word: String {
        switch self {
        case .success: "success"
        case .warning: "warning"
        case .skipped: "skipped"
        case .failed: "failed"
        case .crashed: "crashed"
        }
    }

    /// Why; empty for a success.
    var reason: String {
        switch self {
        case .success: ""
        case .warning(let reason), .skipped(let reason), .failed(let reason), .crashed(let reason): reason
        }
    }

    /// Whether the library is to blame.
    var isBad: Bool {
        switch self {
        case .failed, .crashed: true
        case .success, .warning, .skipped: false
        }
    }

    init?(word: String, reason: String) {
        switch word {
        case "success": self = .success
        case "warning": self = .warning(reason)
        case "skipped": self = .skipped(reason)
        case "failed": self = .failed(reason)
        case "crashed": self = .crashed(reason)
        default: return nil
        }
    }
}

/// Thrown by a test that does not succeed.
struct Ending: Error {
    let verdict: Verdict

    static func failed(_ reason: String) -> Ending { Ending(verdict: .failed(reason)) }
    static func skipped(_ reason: String) -> Ending { Ending(verdict: .skipped(reason)) }
    static func warning(_ reason: String) -> Ending { Ending(verdict: .warning(reason)) }
}

/// Throws a failure unless `condition` holds.
func require(_ condition: Bool, _ reason: @autoclosure () -> String) throws(Ending) {
    if !condition { throw .failed(reason()) }
}
