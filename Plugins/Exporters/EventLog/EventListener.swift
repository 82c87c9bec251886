// Assay: the lines that wait to be written.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import CAssay

/// Takes events on the main thread and keeps their lines until they are written; what does not fit is dropped and counted.
final class EventListener {
    /// Lines are written when there are so many bytes of them.
    private static let writeSize = 65_536

    private let lines: EventLines
    private let limit: Int
    private var file: AppendFile?
    private var waiting: [UInt8] = []
    private var failure: (any Error)?
    /// Events that found no room, or a file that could not be written.
    private(set) var droppedCount: UInt64 = 0

    init(_ lines: EventLines, file: AppendFile, limit: Int) {
        self.lines = lines
        self.file = file
        self.limit = limit
    }

    /// Takes an event, which is borrowed.
    func take(_ event: UnsafePointer<assay_event_t>) {
        guard file != nil, let line = lines.line(event) else { return }
        guard failure == nil, waiting.count + line.count < limit else {
            droppedCount &+= 1
            return
        }
        waiting += line
        waiting.append(0x0A)
        if waiting.count >= Self.writeSize { write() }
    }

    /// Writes what waits. After a failure nothing is tried any more.
    func write() {
        guard failure == nil, let file, !waiting.isEmpty else { return }
        do {
            try file.append(waiting)
            waiting.removeAll(keepingCapacity: true)
        } catch {
            failure = error
        }
    }

    /// Adds a line that says how many events were lost, and where.
    func appendDrops(queue: UInt64, buffer: UInt64) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("event")
        writer.string("dropped")
        writer.key("queue")
        writer.integer(Int64(clamping: queue))
        writer.key("buffer")
        writer.integer(Int64(clamping: buffer))
        writer.endObject()
        waiting += writer.bytes + [0x0A]
    }

    /// Returns when everything is on disk; throws when something could not be written.
    func finishWriting() throws {
        if let failure { throw failure }
        try file?.sync()
    }

    /// Takes no event any more.
    func close() { file = nil }
}
