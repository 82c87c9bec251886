// Assay: collecting the rows of a feeder's file.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Rows under reading. Every list is bounded: files by their size, columns and values here.
struct FeederTableBuilder {
    /// Marks the end of a value that is not there. Ends stay below it, because a file is at most 1 GiB.
    static let absent: UInt32 = 1 << 31
    private static let columnLimit = 4096
    private static let valueLimit = 1 << 28

    let path: String
    private(set) var columns: [String] = []
    private(set) var columnPlaces: [String: Int] = [:]
    /// The bytes of the values; readers append to it and then call `endValue`.
    var values: [UInt8] = []
    private(set) var ends: [UInt32] = []
    private(set) var rows = [0]

    init(path: String) {
        self.path = path
    }

    var rowCount: Int { rows.count - 1 }

    /// The values of the row that is being read.
    var valuesInRow: Int { ends.count - (rows.last ?? 0) }

    /// Adds a column; its place.
    mutating func addColumn(_ name: String, line: Int?) throws(AssayError) -> Int {
        guard !name.isEmpty else { throw failure("column \(columns.count + 1) has no name", line: line) }
        guard columnPlaces[name] == nil else { throw failure("two columns are named '\(name)'", line: line) }
        guard columns.count < Self.columnLimit else {
            throw failure("more than \(Self.columnLimit) columns", line: line)
        }
        columns.append(name)
        columnPlaces[name] = columns.count - 1
        return columns.count - 1
    }

    /// Ends the value whose bytes were appended.
    mutating func endValue(line: Int?) throws(AssayError) {
        guard ends.count < Self.valueLimit, values.count < Int(Self.absent) else {
            throw failure("more than \(Self.valueLimit) values; split the file", line: line)
        }
        ends.append(UInt32(values.count))
    }

    /// Notes that the row has no value in the next column.
    mutating func skipValue(line: Int?) throws(AssayError) {
        try endValue(line: line)
        ends[ends.count - 1] |= Self.absent
    }

    /// Ends the row.
    mutating func endRow() {
        rows.append(ends.count)
    }

    /// Forgets the values that were read, but not the columns: the row named them.
    mutating func dropValues() {
        values.removeAll()
        ends.removeAll()
        rows = [0]
    }

    /// The values of the row that is being read, as texts.
    var rowTexts: [String] {
        var start = 0
        return ends.map { end in
            defer { start = Int(end) }
            return String(decoding: values[start..<Int(end)], as: UTF8.self)
        }
    }

    /// An error about the file.
    func failure(_ message: String, line: Int? = nil) -> AssayError {
        let place = line.map { ", line \($0)" } ?? ""
        return AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "feeder file '\(path)'\(place): \(message)")
    }
}
