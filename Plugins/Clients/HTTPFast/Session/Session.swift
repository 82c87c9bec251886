// Assay: one user's connections and cookies.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

typealias SessionPointer = UnsafeMutablePointer<Session>

/// A session. A user that waits costs this and an idle connection.
struct Session {
    let profile: ProfilePointer
    let userID: UInt64
    var connections: ConnectionPointer?
    /// All exchanges that on_response was not called for.
    var exchanges: ExchangePointer?
    /// Those of them that wait for a connection, in order.
    var queueHead: ExchangePointer?
    var queueTail: ExchangePointer?
    var jar: CookieJarPointer?
    var connectionCount: Int32 = 0
    var isClosing = false
    var isStarting = false

    init(_ profile: ProfilePointer, _ userID: UInt64) {
        self.profile = profile
        self.userID = userID
    }
}

extension UnsafeMutablePointer where Pointee == Session {
    /// Adds an exchange to the session's list.
    @inline(__always) func link(_ exchange: ExchangePointer) {
        exchange.pointee.previous = nil
        exchange.pointee.next = pointee.exchanges
        pointee.exchanges?.pointee.previous = exchange
        pointee.exchanges = exchange
    }

    /// Takes an exchange off the session's list.
    @inline(__always) func unlink(_ exchange: ExchangePointer) {
        let next = exchange.pointee.next
        if let previous = exchange.pointee.previous { previous.pointee.next = next } else { pointee.exchanges = next }
        next?.pointee.previous = exchange.pointee.previous
    }

    /// Takes a connection off the session's list.
    func remove(_ connection: ConnectionPointer) {
        let next = connection.pointee.next
        if pointee.connections == connection {
            pointee.connections = next
        } else {
            var candidate = pointee.connections
            while let current = candidate, current.pointee.next != connection { candidate = current.pointee.next }
            candidate?.pointee.next = next
        }
        pointee.connectionCount &-= 1
    }

    /// Cancels what is in flight, closes all, and frees the session.
    func close() {
        pointee.isClosing = true
        pointee.queueHead = nil
        pointee.queueTail = nil
        while let exchange = pointee.exchanges {
            let error = exchange.pointee.phase == .failed ? exchange.pointee.error : .ASSAY_CLIENT_CANCELLED
            exchange.detach()
            exchange.complete(error)
        }
        while let connection = pointee.connections { connection.destroy() }
        if let jar = pointee.jar {
            jar.pointee.destroy()
            jar.deallocate()
        }
        let profile = pointee.profile
        deinitialize(count: 1)
        deallocate()
        profile.release()
    }
}
