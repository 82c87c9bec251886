// Assay: reads what the discovery child writes.
// SPDX-License-Identifier: Apache-2.0

/// Reads the records of the discovery child, in pieces as they come. A line that makes no sense is left out: a plugin
/// may have written to the child's pipe.
struct ScanParser {
    /// The records that are complete.
    private(set) var records: [String: PluginRecord] = [:]
    /// The file that has begun and not ended.
    private(set) var begun: String?
    /// Whether the child has said that it is done.
    private(set) var isDone = false

    private var rest: [UInt8] = []
    private var lines: [RecordLine] = []

    /// Takes the next bytes.
    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        rest += bytes
        var start = rest.startIndex
        while let end = rest[start...].firstIndex(of: RecordLine.lineFeed) {
            if let line = RecordLine(bytes: rest[start..<end]) { take(line) }
            start = end + 1
        }
        rest.removeSubrange(..<start)
    }

    private mutating func take(_ line: RecordLine) {
        switch (line.fields.first, line.fields.count) {
        case ("begin", 2):
            begun = line.fields[1]
            lines = []
        case ("end", 1):
            if let begun { records[begun] = PluginRecord(lines: lines[...]) }
            begun = nil
        case ("done", 1): isDone = true
        default: lines.append(line)
        }
    }
}
