// Assay: the notifications of a session.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres

/// Who listens, and the one connection that listens for all. It is made anew when it is lost.
final class NoticeBoard {
    // unowned(unsafe): the session owns its board.
    private unowned(unsafe) let session: Session
    private var listeners: [UnsafeMutablePointer<assay_sql_listener_t>] = []
    /// Those that have not been told that listening began.
    private var fresh: [UnsafeMutablePointer<assay_sql_listener_t>] = []
    private var connection: NoticeConnection?
    private var isConnecting = false
    private var isClosed = false
    private var backOff = BackOff()
    private let timer: UnsafeMutablePointer<assay_timer_t>

    init(_ session: Session) {
        self.session = session
        timer = .allocate(capacity: 1)
        timer.initialize(to: assay_timer_t())
        timer.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        timer.pointee.on_fire = { timer in
            guard let data = timer?.pointee.user_data else { return }
            Unmanaged<NoticeBoard>.fromOpaque(data).takeUnretainedValue().connect()
        }
    }

    deinit { timer.deallocate() }

    func add(_ listener: UnsafeMutablePointer<assay_sql_listener_t>) throws {
        let name = String(listener.pointee.channel)
        guard !name.isEmpty, name.utf8.count < 64, !name.utf8.contains(0) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "a channel has 1 to 63 bytes", context: name)
        }
        listeners.append(listener)
        fresh.append(listener)
        if let connection { connection.send("LISTEN \(Self.quoted(name))") } else { connect() }
    }

    func remove(_ listener: UnsafeMutablePointer<assay_sql_listener_t>) {
        let name = String(listener.pointee.channel)
        listeners.removeAll { $0 == listener }
        fresh.removeAll { $0 == listener }
        if listeners.contains(where: { String($0.pointee.channel) == name }) { return }
        connection?.send("UNLISTEN \(Self.quoted(name))")
    }

    func close() {
        isClosed = true
        listeners = []
        fresh = []
        session.loop.cancel(timer)
        connection?.close()
        connection = nil
    }

    private func connect() {
        guard !isConnecting, !isClosed, connection == nil, !listeners.isEmpty else { return }
        isConnecting = true
        let target = session.engine.settings.target
        let session = session
        var result: Result<OpaquePointer, SQLDriverFailure>?
        let isSent = Errand.send(
            session.engine, session.loop.pointer, work: { result = Connector.connect(target) },
            done: { withExtendedLifetime(session) { self.connected(result) } })
        if !isSent {
            isConnecting = false
            tryLater()
        }
    }

    private func connected(_ result: Result<OpaquePointer, SQLDriverFailure>?) {
        isConnecting = false
        guard case .success(let handle)? = result else { return tryLater() }
        guard !isClosed, let opened = try? NoticeConnection(self, session.loop, handle) else {
            if isClosed { PQfinish(handle) }
            return tryLater()
        }
        backOff.reset()
        connection = opened
        fresh = listeners
        for name in Set(listeners.map { String($0.pointee.channel) }) { opened.send("LISTEN \(Self.quoted(name))") }
    }

    private func tryLater() {
        guard !isClosed, !listeners.isEmpty else { return }
        session.loop.add(timer, at: session.loop.now &+ backOff.next())
    }

    /// The connection was lost: notifications may be missed until there is another one.
    func lost() {
        connection = nil
        tryLater()
    }

    /// All LISTEN that were sent have come through.
    func settled() {
        let begun = fresh
        fresh = []
        for listener in begun where listeners.contains(listener) {
            listener.pointee.on_notification?(listener, assay_string_t(), 1)
        }
    }

    func deliver(_ channel: String, _ payload: assay_string_t) {
        for listener in listeners where listeners.contains(listener) && String(listener.pointee.channel) == channel {
            listener.pointee.on_notification?(listener, payload, 0)
        }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
