// Assay: the texts of what stands for all faults beyond the limit.
// SPDX-License-Identifier: Apache-2.0

/// What a table of faults holds, and the name of the entry for all that do not fit.
enum FaultKind {
    /// Failures of requests: grouped by (method, name, text).
    case error
    /// Exceptions of tasks: grouped by (message, trace).
    case exception
}

/// The texts of the entry for all faults beyond the limit.
struct OtherFaultTexts {
    private var table = TextTable(limit: 2)

    init(_ kind: FaultKind) {
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        _ = table.intern(none, none)
        switch kind {
        case .error: Shard.withBytes("(other errors)") { _ = table.intern(none, $0) }
        case .exception: Shard.withBytes("(other exceptions)") { _ = table.intern($0, none) }
        }
    }

    /// Nowhere.
    var place: TextPair { table[0] }
    var text: TextPair { table[1] }

    func destroy() { table.destroy() }
}
