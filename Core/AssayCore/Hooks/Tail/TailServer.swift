// Assay: lets `assay hooks tail` hear the events of this process.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Glibc

/// Listens at a Unix socket and sends every client the events it wants, as lines of JSON. Works on the main loop, from a
/// bounded queue: an emitter never waits for a client, and pays nothing while there is none. Lives on the main thread.
final class TailServer {
    /// The most clients at a time.
    private static let clientCapacity = 16

    private let bus: HookBus
    private let loop: Loop
    private let path: String
    private let descriptor: Int32
    private var watch: DescriptorWatch?
    private var connections: [TailConnection] = []
    private var subscription: Subscription?
    private var knownDropped: UInt64 = 0
    private var line = EventLine()
    private var willFlush = false

    /// Opens the socket of this process in `folder`.
    init(_ bus: HookBus, folder: TailFolder) throws(TailFailure) {
        self.bus = bus
        loop = bus.loops.main
        try folder.prepare()
        path = folder.socketPath(of: getpid())
        descriptor = try UnixSocket.listen(at: path)
        let watch = DescriptorWatch(descriptor, on: loop) { [unowned self] _ in accept() }
        self.watch = watch
        do {
            try watch.start()
        } catch {
            throw TailFailure("cannot watch '\(path)': \(error.message)")
        }
    }

    deinit {
        watch?.cancel()
        Glibc.close(descriptor)
    }

    /// Ends every connection and removes the socket.
    func close() {
        watch?.cancel()
        unlink(path)
        for connection in connections {
            connection.flush()
            connection.end()
        }
        connections = []
        updateSubscription()
    }

    private func accept() {
        while true {
            let accepted = assay_linux_accept(descriptor)
            guard accepted >= 0 else { return }
            let connection = TailConnection(
                accepted, on: loop, onRequest: { [unowned self] in updateSubscription() },
                onEnd: { [unowned self] in remove($0) })
            // Beyond the limit, or without a watch, the descriptor closes with the connection.
            guard connections.count < Self.clientCapacity, (try? connection.start()) != nil else { continue }
            connections.append(connection)
        }
    }

    private func remove(_ connection: TailConnection) {
        connection.end()
        connections.removeAll { $0 === connection }
        updateSubscription()
    }

    /// Listens as long as a client does.
    private func updateSubscription() {
        let isWanted = connections.contains(where: \.isListening)
        if isWanted, subscription == nil {
            knownDropped = 0
            let observer = Observer(
                listener: { server, event in
                    guard let server, let event else { return }
                    Unmanaged<TailServer>.fromOpaque(server).takeUnretainedValue().send(event)
                }, userData: Unmanaged.passUnretained(self).toOpaque())
            let added = Subscription(id: bus.nextSubscription(), hook: nil, observer: observer) { [bus, loop] in
                MainQueue(registry: bus.registry, main: loop, target: $0)
            }
            bus.add(added)
            subscription = added
        } else if !isWanted, let ended = subscription {
            subscription = nil
            // The bus calls this object until `done`.
            let held = Unmanaged.passRetained(self)
            bus.unsubscribe(
                ended.id, done: { server in if let server { Unmanaged<TailServer>.fromOpaque(server).release() } },
                userData: held.toOpaque())
        }
    }

    private func send(_ event: UnsafePointer<assay_event_t>) {
        guard let declaration = bus.registry[event.pointee.hook]?.pointee else { return }
        let name = declaration.name.map { String(cString: $0) } ?? ""
        noteDropped()
        let wanting = connections.filter { $0.wants(name) }
        guard !wanting.isEmpty else { return }
        line.write(event, declaration)
        for connection in wanting { connection.append(line.bytes) }
        flushSoon()
    }

    /// Events that the queue had no room for are lost to every client.
    private func noteDropped() {
        guard let dropped = subscription?.queue?.droppedCount, dropped > knownDropped else { return }
        for connection in connections where connection.isListening { connection.addDropped(dropped - knownDropped) }
        knownDropped = dropped
    }

    /// Sends once for all events of a delivery.
    private func flushSoon() {
        guard !willFlush else { return }
        willFlush = true
        loop.post(
            Job(
                function: { server, _ in
                    if let server { Unmanaged<TailServer>.fromOpaque(server).takeRetainedValue().flush() }
                }, first: Unmanaged.passRetained(self).toOpaque(), second: nil))
    }

    private func flush() {
        willFlush = false
        noteDropped()
        for connection in connections { connection.flush() }
    }
}
