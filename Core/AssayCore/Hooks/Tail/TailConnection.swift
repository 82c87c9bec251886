// Assay: one who hears the events of this process from outside.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// A client of the tail server: it sends one line with the names of the hooks it wants (an empty line for all), and gets
/// events from then on. What it does not read in time is lost to it, and counted in the stream as
/// `{"dropped":17}`. Lives on the main thread.
final class TailConnection {
    /// How many bytes wait for a client at most.
    static let capacity = 1 << 20
    private static let longestRequest = 64 * 1024

    private let descriptor: Int32
    private let loop: Loop
    private var watch: DescriptorWatch?
    /// Called when the client has gone, or has asked for something that is no request.
    private let onEnd: (TailConnection) -> Void
    /// Called when the request has come.
    private let onRequest: () -> Void

    private var request: [UInt8] = []
    private var hooks: Set<String>?
    private var output: [UInt8] = []
    private var sent = 0
    private var dropped: UInt64 = 0

    /// Takes over the descriptor, which does not block.
    init(
        _ descriptor: Int32, on loop: Loop, onRequest: @escaping () -> Void,
        onEnd: @escaping (TailConnection) -> Void
    ) {
        self.descriptor = descriptor
        self.loop = loop
        self.onRequest = onRequest
        self.onEnd = onEnd
    }

    deinit {
        watch?.cancel()
        close(descriptor)
    }

    /// Whether the client has said what it wants.
    var isListening: Bool { hooks != nil }

    func start() throws(LoopError) {
        let watch = DescriptorWatch(descriptor, on: loop) { [unowned self] in isReady($0) }
        try watch.start()
        self.watch = watch
    }

    func end() {
        watch?.cancel()
    }

    private func isReady(_ ready: UInt32) {
        if ready & ASSAY_READY_READ != 0 { read() }
        if ready & (ASSAY_READY_HANGUP | ASSAY_READY_ERROR) != 0 { return onEnd(self) }
        if ready & ASSAY_READY_WRITE != 0 { flush() }
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { return }
            // What comes after the request has no meaning, and is thrown away.
            if hooks != nil { continue }
            request += buffer.prefix(count)
            if let end = request.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: request[..<end], as: UTF8.self)
                hooks = Set(line.split(whereSeparator: \.isWhitespace).map(String.init))
                request = []
                onRequest()
            } else if request.count > Self.longestRequest {
                return onEnd(self)
            }
        }
    }

    /// Whether the client wants events of this hook.
    func wants(_ hook: String) -> Bool {
        guard let hooks else { return false }
        return hooks.isEmpty || hooks.contains(hook)
    }

    /// Adds a line, or counts it as lost.
    func append(_ line: [UInt8]) {
        if reportDropped(), output.count - sent + line.count <= Self.capacity {
            output += line
        } else {
            dropped += 1
        }
    }

    /// Tells of events that were lost before they came here.
    func addDropped(_ count: UInt64) {
        dropped += count
        _ = reportDropped()
    }

    /// Writes the count of lost events into the stream. Returns false when even for that there is no room.
    private func reportDropped() -> Bool {
        guard dropped > 0 else { return true }
        let line = Array("{\"dropped\":\(dropped)}\n".utf8)
        guard output.count - sent + line.count <= Self.capacity / 2 else { return false }
        output += line
        dropped = 0
        return true
    }

    /// Sends what waits, as much as the client takes.
    func flush() {
        while sent < output.count {
            let count = output.withUnsafeBytes { bytes in
                send(
                    descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            // Not to be sent now, or never: readiness tells.
            guard count > 0 else { break }
            sent += count
        }
        if sent == output.count {
            output.removeAll(keepingCapacity: true)
            sent = 0
            if dropped > 0, reportDropped() { flush() }
        } else if sent > Self.capacity / 2 {
            output.removeFirst(sent)
            sent = 0
        }
    }
}
