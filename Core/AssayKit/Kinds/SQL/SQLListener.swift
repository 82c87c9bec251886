// Assay: who waits for the notifications of a database.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Listens to a channel of a database until `cancel`.
public final class SQLListener {
    private let listener: UnsafeMutablePointer<assay_sql_listener_t>
    private let channel: [UInt8]
    private let session: SQLSession
    private let onNotification: (String?) -> Void
    private var isActive = false

    init(_ session: SQLSession, _ channel: String, _ onNotification: @escaping (String?) -> Void) throws {
        self.session = session
        self.channel = Array(channel.utf8)
        self.onNotification = onNotification
        let name = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: self.channel.count)
        _ = name.initialize(from: self.channel)
        listener = .allocate(capacity: 1)
        listener.initialize(to: assay_sql_listener_t())
        listener.pointee.channel = assay_string_t(UnsafeBufferPointer(name))
        listener.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        listener.pointee.on_notification = { listener, payload, isGap in
            guard let data = listener?.pointee.user_data else { return }
            let object = Unmanaged<SQLListener>.fromOpaque(data).takeUnretainedValue()
            object.onNotification(isGap != 0 ? nil : String(payload))
        }
        try AssayError.check { session.table.pointee.listen(session.pointer, listener, $0) }
        isActive = true
    }

    deinit {
        cancel()
        listener.pointee.channel.data?.deallocate()
        listener.deallocate()
    }

    /// Ends listening; call it on the session's loop, before the session is closed.
    public func cancel() {
        guard isActive, let pointer = session.pointer else { return }
        isActive = false
        session.table.pointee.unlisten(pointer, listener)
    }
}

extension SQLSession {
    /// Listens to a channel: `onNotification` is called on the loop with the payload of each notification, and with nil
    /// when some may have been missed, also once at the beginning. Keep what is returned. Throws UNIMPLEMENTED for a
    /// database without notifications.
    public func listen(_ channel: String, onNotification: @escaping (String?) -> Void) throws -> SQLListener {
        guard isOnLoop, pointer != nil else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "the SQL session is closed, or on another loop")
        }
        return try SQLListener(self, channel, onNotification)
    }
}
