// Assay: finds a connection for each request of a session, or lets it wait for one.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension UnsafeMutablePointer where Pointee == Session {
    @inline(__always) var hasQueued: Bool { pointee.queueHead != nil }

    /// Sends an exchange, or queues it.
    @inline(__always) func dispatch(_ exchange: ExchangePointer) {
        if pointee.queueHead == nil && place(exchange) { return }
        exchange.pointee.phase = .queued
        exchange.pointee.nextQueued = nil
        if let tail = pointee.queueTail {
            tail.pointee.nextQueued = exchange
        } else {
            pointee.queueHead = exchange
        }
        pointee.queueTail = exchange
    }

    /// Gives the exchange an idle connection of its origin, or a new one; false when all are busy.
    @inline(__always) private func place(_ exchange: ExchangePointer) -> Bool {
        if let connection = idleConnection(exchange) {
            connection.serve(exchange)
            return true
        }
        guard hasRoom() else { return false }
        connect(exchange)
        return true
    }

    /// A connection that waits for a request; none for a second try, since others may be as stale as the first one was.
    @inline(__always) private func idleConnection(_ exchange: ExchangePointer) -> ConnectionPointer? {
        guard exchange.pointee.flags & Exchange.Flags.isRetried == 0 else { return nil }
        let origin = exchange.pointee.origin
        var candidate = pointee.connections
        while let connection = candidate {
            if connection.pointee.state == .idle && connection.pointee.origin == origin { return connection }
            candidate = connection.pointee.next
        }
        return nil
    }

    /// Whether one more connection may be made; an idle one to another origin gives way.
    private func hasRoom() -> Bool {
        if pointee.connectionCount < pointee.profile.pointee.limits.maxConnections { return true }
        var candidate = pointee.connections
        while let connection = candidate {
            if connection.pointee.state == .idle {
                connection.destroy()
                return true
            }
            candidate = connection.pointee.next
        }
        return false
    }

    private func connect(_ exchange: ExchangePointer) {
        let connection = ConnectionPointer.allocate(capacity: 1)
        connection.initialize(to: Connection(self, exchange.pointee.origin))
        connection.pointee.next = pointee.connections
        pointee.connections = connection
        pointee.connectionCount &+= 1
        connection.pointee.exchange = exchange
        exchange.pointee.connection = connection
        exchange.startConnecting()
        connection.open()
    }

    /// Starts queued exchanges as long as there is a connection for them.
    func startQueued() {
        guard !pointee.isStarting, !pointee.isClosing else { return }
        pointee.isStarting = true
        while let exchange = pointee.queueHead {
            let connection = idleConnection(exchange)
            guard connection != nil || hasRoom() else { break }
            pointee.queueHead = exchange.pointee.nextQueued
            if pointee.queueHead == nil { pointee.queueTail = nil }
            exchange.book(exchange.home.now)
            if let connection { connection.serve(exchange) } else { connect(exchange) }
        }
        pointee.isStarting = false
    }

    /// Takes an exchange out of the queue.
    func dequeue(_ exchange: ExchangePointer) {
        var previous: ExchangePointer?
        var candidate = pointee.queueHead
        while let current = candidate, current != exchange {
            previous = current
            candidate = current.pointee.nextQueued
        }
        guard candidate != nil else { return }
        let next = exchange.pointee.nextQueued
        if let previous { previous.pointee.nextQueued = next } else { pointee.queueHead = next }
        if pointee.queueTail == exchange { pointee.queueTail = previous }
    }
}
