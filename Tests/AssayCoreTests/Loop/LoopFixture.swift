// Assay: loops for tests, turned by hand.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@testable import AssayCore

/// Runs `body` with a group of loops that the calling thread is the main thread of, and closes it.
func withLoopGroup(count: Int = 1, start: Bool = false, _ body: (LoopGroup) throws -> Void) throws {
    let group = try LoopGroup(count: count)
    if start { group.start() }
    defer { group.close() }
    try body(group)
}

extension Loop {
    /// Turns until `isDone`, at most `turns` times; fails the test when that was not enough.
    func turn(until isDone: () -> Bool, turns: Int = 1_000_000) {
        for _ in 0..<turns {
            if isDone() { return }
            turn()
        }
        Issue.record("not done after \(turns) turns")
    }
}

/// Something that C callbacks write to, on one thread.
final class Record<Value> {
    var values: [Value] = []

    /// For a callback's user_data.
    var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    /// The record behind a callback's user_data.
    static func at(_ pointer: UnsafeMutableRawPointer?) -> Record<Value> {
        guard let pointer else { fatalError("no user_data") }
        return Unmanaged<Record<Value>>.fromOpaque(pointer).takeUnretainedValue()
    }
}
