// Assay: a request in the hands of a route.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import NIOCore
import NIOHTTP1
import Synchronization

/// The memory and the life of an exchange. The route's hold on it is one retain, which the call that ends it releases.
final class HTTPExchange: @unchecked Sendable {
    // @unchecked: `shared` has its lock; `connection` is the event loop's; the rest is written before a route sees it.
    private struct Shared {
        var isGone = false
        var isEnded = false
        var listener: PeerListener?
    }

    let head: HTTPRequestHead
    let pointer: UnsafeMutablePointer<assay_exchange_t>
    let eventLoop: any EventLoop
    /// Nil when the peer has gone or the exchange is answered. On the event loop.
    var connection: Connection?
    /// Keeps the bytes that the struct's `body` refers to.
    private var body = ByteBuffer()
    private var share: BodyShare?
    /// Copies of headers that were asked for.
    private var lent: [UnsafeMutableRawPointer] = []
    private let shared = Mutex(Shared())

    init(
        _ head: HTTPRequestHead, _ pointer: UnsafeMutablePointer<assay_exchange_t>, _ connection: Connection,
        _ eventLoop: any EventLoop
    ) {
        self.head = head
        self.pointer = pointer
        self.connection = connection
        self.eventLoop = eventLoop
        pointer.pointee.calls = ExchangeTable.pointer
        pointer.pointee.server_data = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit {
        for copy in lent { copy.deallocate() }
        ExchangeMemory.free(pointer)
    }

    static func of(_ exchange: UnsafeMutablePointer<assay_exchange_t>?) -> HTTPExchange? {
        exchange?.pointee.server_data.map { Unmanaged<HTTPExchange>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Gives the exchange to its route.
    func hand(to target: RouteTarget) {
        _ = Unmanaged.passRetained(self)
        target.table.pointee.handle(target.component, pointer)
    }

    /// Sets the whole body, which lives as long as the exchange.
    func setBody(_ bytes: ByteBuffer, _ share: BodyShare?) {
        body = bytes
        self.share = share
        // The pointer stays valid: the storage is on the heap, and nobody writes `body` again.
        body.withUnsafeReadableBytes {
            pointer.pointee.body = assay_bytes_t(
                data: $0.baseAddress?.assumingMemoryBound(to: UInt8.self), length: $0.count)
        }
    }

    /// Copies a text that the route asked for; it lives as long as the exchange.
    func lend(_ text: String) -> assay_string_t {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(text.utf8.count, 1), alignment: 1)
        copy.copyBytes(from: text.utf8)
        if let base = copy.baseAddress { lent.append(base) }
        return assay_string_t(
            data: copy.baseAddress?.assumingMemoryBound(to: CChar.self), length: text.utf8.count)
    }

    /// Runs `work` on the event loop while the connection is open; false, and nothing runs, when the peer has gone.
    func onLoop(_ work: @escaping (Connection) -> Void) -> Bool {
        if eventLoop.inEventLoop {
            guard let connection else { return false }
            work(connection)
            return true
        }
        // Under the lock: a connection that is open keeps its event loop alive.
        return shared.withLock { shared in
            guard !shared.isGone else { return false }
            let job = UncheckedJob { self.connection.map(work) }
            eventLoop.execute { job.run() }
            return true
        }
    }

    /// Ends the exchange: nobody is told of the peer's going any more. `work` runs on the event loop if the peer is
    /// still there. The memory goes with the last reference.
    func end(_ work: @escaping (Connection) -> Void) {
        let isFirst = shared.withLock { shared in
            defer { shared = Shared(isGone: shared.isGone, isEnded: true) }
            return !shared.isEnded
        }
        guard isFirst else { return }
        _ = onLoop(work)
        Unmanaged.passUnretained(self).release()
    }

    /// Asks to be told when the peer goes away.
    func watchPeer(_ listener: PeerListener?) {
        let isGone = shared.withLock { shared in
            guard !shared.isGone else { return true }
            shared.listener = listener
            return false
        }
        if isGone { listener?.call() }
    }

    /// The peer has gone. On the event loop. The listener is called under the lock, so that it is never called while or
    /// after the exchange is ended elsewhere.
    func peerHasGone() {
        connection = nil
        shared.withLock { shared in
            shared.isGone = true
            shared.listener?.call()
            shared.listener = nil
        }
    }
}

/// Whom to tell that the peer has gone.
struct PeerListener: @unchecked Sendable {
    // @unchecked: the data is the listener's own, for any thread.
    let onGone: @convention(c) (UnsafeMutableRawPointer?) -> Void
    let userData: UnsafeMutableRawPointer?

    func call() { onGone(userData) }
}

/// A closure for an event loop, which alone runs it.
private struct UncheckedJob: @unchecked Sendable {
    // @unchecked: made on one thread, run once on another, never at the same time.
    let run: () -> Void
}
