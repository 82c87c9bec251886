// Assay: the history of a metric in a folder of MLflow's.
// SPDX-License-Identifier: Apache-2.0

/// A file with a line for each point.
package struct MetricFile: Sendable {
    private static let pieceBytes = 256 << 10
    let path: String
    package let key: String

    /// Reads points from a place in the file on; at the end, there are none and `next` is nil.
    package func piece(from offset: Int64) throws(FolderError) -> (points: [MetricLine], next: Int64?) {
        let bytes = try FolderFiles.read(path, from: offset, count: Self.pieceBytes)
        let isEnd = bytes.count < Self.pieceBytes
        guard let last = isEnd ? bytes.endIndex : bytes.lastIndex(of: UInt8(ascii: "\n")).map({ $0 + 1 }) else {
            throw FolderError(path, "it has a line of more than \(Self.pieceBytes >> 10) KiB")
        }
        var points: [MetricLine] = []
        for line in bytes[..<last].split(separator: UInt8(ascii: "\n")) {
            guard let point = MetricLine(String(decoding: line, as: UTF8.self)) else {
                let shown = String(decoding: line.prefix(100), as: UTF8.self)
                throw FolderError(path, "'\(shown)' is no value of a metric")
            }
            points.append(point)
        }
        return (points, isEnd ? nil : offset + Int64(last))
    }
}

/// A point of a metric.
package struct MetricLine: Equatable, Sendable {
    package let timestamp: Int64
    package let value: Double
    package let step: Int64

    /// Reads "timestamp value step", which may go on with a data set, whose name may have spaces; the oldest
    /// lines have no step.
    init?(_ line: String) {
        let line = line.last == "\r" ? line.dropLast() : Substring(line)
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts.count != 4, let timestamp = Int64(parts[0]), let value = Self.value(parts[1]),
            let step = parts.count == 2 ? 0 : Int64(parts[2])
        else { return nil }
        self.timestamp = timestamp
        self.value = value
        self.step = step
    }

    /// A number as Python writes it, nan and inf included.
    static func value(_ text: Substring) -> Double? { Double(text) }
}
