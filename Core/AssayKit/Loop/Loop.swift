// Assay: one of the host's loops.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// A loop of the host, for code that runs on it.
public struct Loop: @unchecked Sendable {
    // @unchecked: both pointers live as long as the host, and are never written.
    /// The C side.
    public let pointer: OpaquePointer
    /// The functions that take it.
    public let table: UnsafePointer<assay_loops_t>

    /// Wraps a loop.
    public init(_ pointer: OpaquePointer, _ table: UnsafePointer<assay_loops_t>) {
        self.pointer = pointer
        self.table = table
    }

    /// The monotonic clock, in nanoseconds.
    public var now: assay_instant_t { table.pointee.now(pointer) }
}

extension Host {
    /// The main loop.
    public func mainLoop() throws -> Loop {
        let table = try requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self)
        guard let main = table.pointee.get_main(pointer) else {
            throw AssayError(.ASSAY_STATUS_UNIMPLEMENTED, "this host has no main loop")
        }
        return Loop(main, table)
    }

    /// The work loops; there is at least one.
    public func workLoops() throws -> [Loop] {
        let table = try requiredTable(ASSAY_EXT_LOOPS, as: assay_loops_t.self)
        return (0..<table.pointee.get_count(pointer)).compactMap { index in
            table.pointee.get_loop(pointer, index).map { Loop($0, table) }
        }
    }
}
