// Assay: the statistics of a run at one moment.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// The statistics of a run at one moment. A view, borrowed for the call.
public struct StatsSnapshot {
    /// The C side.
    public let pointer: UnsafePointer<assay_stats_snapshot_t>

    /// Wraps what the host or a collector passed.
    public init(_ pointer: UnsafePointer<assay_stats_snapshot_t>) { self.pointer = pointer }

    /// The moment, as wall clock in nanoseconds.
    public var time: assay_time_t { pointer.pointee.time }
    /// When the statistics began: the start of the test, or the last reset.
    public var startTime: assay_time_t { pointer.pointee.start_time }
    /// All rows: requests by name and method, then user classes, then the total.
    public var rows: StatsRows { StatsRows(snapshot: self) }
    /// The rows of one kind.
    public func rows(_ kind: assay_row_kind_t) -> [StatsRow] { rows.filter { $0.kind == kind } }
    /// All requests; nil in a snapshot without rows.
    public var total: StatsRow? { pointer.pointee.total.map { StatsRow(pointer: $0, snapshot: pointer) } }

    /// Failures by (method, name, text), in the order of their first coming; those beyond the bound as the last.
    public var errors: [StatsError] {
        UnsafeBufferPointer(start: pointer.pointee.errors, count: pointer.pointee.error_count).map(StatsError.init)
    }
    /// Errors thrown by tasks, by (message, trace).
    public var exceptions: [StatsException] {
        UnsafeBufferPointer(start: pointer.pointee.exceptions, count: pointer.pointee.exception_count)
            .map(StatsException.init)
    }
    /// Failures beyond the bound on different errors.
    public var otherErrorCount: UInt64 { pointer.pointee.other_error_count }
    /// Whether names beyond the limit were put into "(other names)".
    public var hasOtherNames: Bool { pointer.pointee.has_other_names }
}

/// The rows of a snapshot. Borrowed as the snapshot is.
public struct StatsRows: RandomAccessCollection {
    let snapshot: StatsSnapshot

    /// 0.
    public var startIndex: Int { 0 }
    /// The number of rows.
    public var endIndex: Int { snapshot.pointer.pointee.rows == nil ? 0 : snapshot.pointer.pointee.row_count }
    /// A row.
    public subscript(place: Int) -> StatsRow {
        guard indices.contains(place), let rows = snapshot.pointer.pointee.rows else {
            preconditionFailure("a snapshot has no row \(place)")
        }
        return StatsRow(pointer: rows + place, snapshot: snapshot.pointer)
    }
}
