// Assay: one user's cookies, connections and transfers.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCurl

/// A session. Cookies and connections live in a share handle of its own, so that users never share a connection.
final class Session {
    let profile: Profile
    let userID: UInt64
    private let share: UnsafeMutableRawPointer
    /// Transfers that on_response was not called for.
    private var busy: [Transfer] = []
    /// Transfers that wait for a connection, in order; they are in `busy` too.
    private var queue: [Transfer] = []
    private var idle: [Transfer] = []
    /// Transfers whose response was not given back yet.
    private var lent: [Transfer] = []
    private var runningCount = 0
    private(set) var isClosed = false
    private var limit: StreamLimit

    /// Idle transfers kept for use again.
    private static let maxIdle = 8

    init(_ profile: Profile, _ userID: UInt64) throws {
        guard let share = curl_share_init() else {
            throw AssayError(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "libcurl has no memory for a session")
        }
        self.profile = profile
        self.userID = userID
        self.share = share
        limit = StreamLimit(profile.settings, profile.base)
        _ = assay_curl_share(share, CURL_LOCK_DATA_CONNECT)
        if profile.settings.common.cookies { _ = assay_curl_share(share, CURL_LOCK_DATA_COOKIE) }
    }

    deinit {
        // Every transfer has let go of the share by now: see `cleanUp`.
        _ = curl_share_cleanup(share)
    }

    /// The session behind a handle that open_session gave.
    static func of(_ pointer: OpaquePointer) -> Session {
        Unmanaged<Session>.fromOpaque(UnsafeRawPointer(pointer)).takeUnretainedValue()
    }

    /// Sends a request; throws when the call itself is wrong.
    func send(
        _ request: UnsafePointer<assay_client_request_t>, _ call: UnsafeMutablePointer<assay_client_call_t>
    ) throws {
        try RequestCheck.check(request.pointee, call.pointee)
        guard !isClosed else {
            throw AssayError(.ASSAY_STATUS_FAILED_PRECONDITION, "the session is being closed")
        }
        let transfer = try idle.popLast() ?? Transfer(profile, share)
        busy.append(transfer)
        transfer.begin(self, request, call)
        queue.append(transfer)
        startQueued()
    }

    /// Starts queued transfers as long as there is room for them; libcurl takes none from inside its callbacks.
    private func startQueued() {
        guard !profile.multi.isInside else {
            return profile.loop.post(self) { data, _ in
                guard let data else { return }
                Unmanaged<Session>.fromOpaque(data).takeRetainedValue().startQueued()
            }
        }
        while runningCount < limit.count, !queue.isEmpty {
            let transfer = queue.removeFirst()
            runningCount += 1
            transfer.start()
        }
    }

    /// A response says which version of HTTP the server speaks.
    func learn(isMultiplexed: Bool) {
        guard limit.learn(isMultiplexed: isMultiplexed) else { return }
        startQueued()
    }

    /// A transfer is over; on_response comes next.
    func end(_ transfer: Transfer, wasRunning: Bool) {
        busy.removeAll { $0 === transfer }
        queue.removeAll { $0 === transfer }
        lent.append(transfer)
        if wasRunning { runningCount -= 1 }
        if !isClosed { startQueued() }
    }

    /// Takes a transfer back whose response was given back.
    func recycle(_ transfer: Transfer) {
        // After `close`, `cleanUp` sees to it.
        guard !isClosed else { return }
        lent.removeAll { $0 === transfer }
        if idle.count < Self.maxIdle { idle.append(transfer) } else { transfer.letGo() }
    }

    /// Cancels what is in flight, and closes the connections: at once, or after the callback from libcurl in which this
    /// may be.
    func close() {
        isClosed = true
        for transfer in busy { transfer.complete(.ASSAY_CLIENT_CANCELLED) }
        guard profile.multi.isInside else { return cleanUp() }
        profile.loop.post(self) { data, _ in
            guard let data else { return }
            Unmanaged<Session>.fromOpaque(data).takeRetainedValue().cleanUp()
        }
    }

    private func cleanUp() {
        for transfer in idle + lent { transfer.letGo() }
        idle = []
        lent = []
    }
}
