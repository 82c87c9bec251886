// Assay: the exporter assay.exporter.eventlog.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
import CAssay

/// Writes every event of every hook as a line of JSON. See README.md.
public final class EventLogExporter: ExporterComponent {
    /// What it is.
    public static var descriptor: ComponentDescriptor {
        ComponentDescriptor(
            id: "assay.exporter.eventlog", kind: ASSAY_KIND_EXPORTER, name: "Event log",
            description: "Writes every event of every hook as a line of JSON.",
            configSchema: """
                {"type":"object","additionalProperties":false,"required":["file"],"properties":{
                "file":{"type":"string","minLength":1,"description":"The file; '-' is standard output."},
                "hooks":{"type":"array","items":{"type":"string"},"default":[],
                "description":"The hooks to write; empty for all."},
                "buffer":{"type":"integer","minimum":4096,"maximum":1073741824,"default":4194304,
                "description":"Most bytes that wait to be written; further events are dropped and counted."}}}
                """)
    }

    private let host: Host
    private let hooks: UnsafePointer<assay_hooks_t>
    private let path: String
    private let wanted: Set<String>
    private let bufferLimit: Int
    private var listener: EventListener?
    private var subscription: assay_subscription_t = 0
    private var reportedDrops: UInt64 = 0

    /// Reads the config.
    public init(host: Host, config: Config) throws {
        self.host = host
        hooks = try host.requiredTable(ASSAY_EXT_HOOKS, as: assay_hooks_t.self)
        path = try config.requiredString("file")
        guard !path.isEmpty else { throw config.invalid("file", "a file's name, or '-'") }
        wanted = Set(try config.strings("hooks"))
        bufferLimit = try config.int("buffer", in: 4096...1_073_741_824, default: 4_194_304)
        try config.rejectUnknownKeys()
    }

    /// Opens the file and begins to listen: events before the run are written too.
    public func start() throws {
        let lines = EventLines(host: host, hooks: hooks, wanted: wanted)
        let listener = EventListener(lines, file: try AppendFile(path: path), limit: bufferLimit)
        let data = Unmanaged.passRetained(listener).toOpaque()
        do {
            try AssayError.check { error in
                hooks.pointee.subscribe_all?(
                    host.pointer, .ASSAY_LISTEN_MAIN,
                    { data, event in
                        guard let data, let event else { return }
                        Unmanaged<EventListener>.fromOpaque(data).takeUnretainedValue().take(event)
                    }, data, &subscription, error) ?? .ASSAY_STATUS_UNIMPLEMENTED
            }
        } catch {
            Unmanaged<EventListener>.fromOpaque(data).release()
            throw error
        }
        self.listener = listener
        reportedDrops = 0
    }

    /// Writes what is left and ends to listen. What the host still has in its queue is not written any more.
    public func stop() {
        guard let listener else { return }
        try? flush(isFinal: true)
        listener.close()
        self.listener = nil
        let data = Unmanaged.passUnretained(listener).toOpaque()
        hooks.pointee.unsubscribe?(
            host.pointer, subscription,
            { data in
                guard let data else { return }
                Unmanaged<EventListener>.fromOpaque(data).release()
            }, data)
        subscription = 0
    }

    /// Nothing is to be done: it listens since `start`.
    public func begin(_ run: RunInfo) throws {}

    /// Writes what has come in.
    public func update(_ statistics: StatsSnapshot, _ state: RunState) { listener?.write() }

    /// Writes what has come in, and how many events were dropped; returns when it is on disk. Events that come later, such
    /// as quit, are written at `stop`.
    public func finish(_ statistics: StatsSnapshot, _ state: RunState, _ result: RunResult) throws {
        try flush(isFinal: true)
    }

    /// Writes everything, and a line about dropped events when there are more than at the last time.
    private func flush(isFinal: Bool) throws {
        guard let listener else { return }
        listener.write()
        let queue = hooks.pointee.get_dropped_count?(host.pointer, subscription) ?? 0
        let drops = queue &+ listener.droppedCount
        if drops > reportedDrops {
            reportedDrops = drops
            listener.appendDrops(queue: queue, buffer: listener.droppedCount)
            listener.write()
        }
        try listener.finishWriting()
    }
}
