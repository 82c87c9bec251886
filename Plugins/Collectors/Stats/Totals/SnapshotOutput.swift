// Assay: the figures of the totals as the C structs of a snapshot.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// The memory of the last snapshot. It belongs to the totals and is written anew by the next one.
struct SnapshotOutput {
    private var rows = UnsafeMutableBufferPointer<assay_stats_row_t>(start: nil, count: 0)
    private var errors = UnsafeMutableBufferPointer<assay_stats_error_t>(start: nil, count: 0)
    private var exceptions = UnsafeMutableBufferPointer<assay_stats_exception_t>(start: nil, count: 0)
    private let snapshot = UnsafeMutablePointer<assay_stats_snapshot_t>.allocate(capacity: 1)

    /// Writes a snapshot. The texts that it points at are not copied.
    mutating func write(
        _ header: assay_stats_snapshot_t, rows: [assay_stats_row_t], errors: [assay_stats_error_t],
        exceptions: [assay_stats_exception_t]
    ) -> UnsafePointer<assay_stats_snapshot_t> {
        Self.replace(&self.rows, with: rows)
        Self.replace(&self.errors, with: errors)
        Self.replace(&self.exceptions, with: exceptions)
        var header = header
        header.rows = UnsafePointer(self.rows.baseAddress)
        header.row_count = rows.count
        header.total = self.rows.baseAddress.map { UnsafePointer($0 + rows.count - 1) }
        header.errors = UnsafePointer(self.errors.baseAddress)
        header.error_count = errors.count
        header.exceptions = UnsafePointer(self.exceptions.baseAddress)
        header.exception_count = exceptions.count
        snapshot.initialize(to: header)
        return UnsafePointer(snapshot)
    }

    func destroy() {
        rows.deallocate()
        errors.deallocate()
        exceptions.deallocate()
        snapshot.deallocate()
    }

    private static func replace<Element>(_ buffer: inout UnsafeMutableBufferPointer<Element>, with elements: [Element])
    {
        if buffer.count < elements.count {
            buffer.deallocate()
            buffer = .allocate(capacity: elements.count)
        }
        guard let start = buffer.baseAddress else { return }
        for (place, element) in elements.enumerated() { (start + place).initialize(to: element) }
    }
}
