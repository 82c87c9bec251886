// Assay: the path of a route, taken apart.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay

/// A pattern such as "/runs/{run_id}" or "/files/{path...}", as its segments.
struct RoutePattern {
    enum Segment: Hashable {
        case fixed([UInt8])
        case parameter(String)
        /// All that is left, slashes included.
        case rest(String)
    }

    let segments: [Segment]

    /// Takes `text` apart; throws INVALID_ARGUMENT for one that is no pattern.
    init(_ text: String) throws {
        guard text.hasPrefix("/") else { throw Self.error(text, "does not begin with '/'") }
        let parts = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        segments = try parts.enumerated().map { index, part in
            try Self.segment(part, isLast: index == parts.count - 1, of: text)
        }
        guard parts.dropLast().allSatisfy({ !$0.isEmpty }) else { throw Self.error(text, "has an empty segment") }
        guard Set(names).count == names.count else { throw Self.error(text, "has two parameters of one name") }
    }

    /// The names of the parameters, in order.
    var names: [String] {
        segments.compactMap { segment in
            switch segment {
            case .fixed: nil
            case .parameter(let name), .rest(let name): name
            }
        }
    }

    private static func segment(_ part: Substring, isLast: Bool, of text: String) throws -> Segment {
        guard part.hasPrefix("{"), part.hasSuffix("}"), part.count > 2 else {
            guard !part.contains("{"), !part.contains("}") else {
                throw error(text, "has braces that are not a whole segment")
            }
            return .fixed(Array(part.utf8))
        }
        let name = part.dropFirst().dropLast()
        guard name.hasSuffix("...") else { return .parameter(String(name)) }
        guard isLast else { throw error(text, "goes on after '{\(name)}', which takes all") }
        return .rest(String(name.dropLast(3)))
    }

    private static func error(_ text: String, _ what: String) -> AssayError {
        AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the route pattern '\(text)' \(what)")
    }
}
