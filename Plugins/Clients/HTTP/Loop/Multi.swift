// Assay: libcurl's multi handle on a loop of the host.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCurl
internal import Glibc

/// Drives the transfers of one profile. The loop watches an epoll set that holds libcurl's sockets; libcurl's one timer
/// is a timer of the loop. No transfer is taken out while libcurl is in one of its own functions (`isInside`), since it
/// calls back from there.
final class Multi {
    let loop: HostLoop
    /// Whether libcurl is at work further up the stack.
    private(set) var isInside = false
    private let handle: UnsafeMutableRawPointer
    private let epoll: Int32
    private let timer: UnsafeMutablePointer<assay_timer_t>
    private let watch: UnsafeMutablePointer<assay_watch_t>
    private var isKicked = false

    /// How often ready sockets are asked for before the loop's other work has its turn.
    private static let maxRounds = 16
    private static let batch = 64

    init(_ loop: HostLoop) throws {
        self.loop = loop
        guard let handle = curl_multi_init() else {
            throw AssayError(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "libcurl has no memory for a multi handle")
        }
        epoll = assay_curl_watch_sockets(handle)
        guard epoll >= 0 else {
            curl_multi_cleanup(handle)
            throw AssayError(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "no descriptor is left for the client's sockets")
        }
        self.handle = handle
        timer = .allocate(capacity: 1)
        timer.initialize(to: assay_timer_t())
        watch = .allocate(capacity: 1)
        watch.initialize(to: assay_watch_t())
        try begin()
    }

    deinit {
        loop.cancel(timer)
        if watch.pointee.fd >= 0 { loop.unwatch(watch) }
        _ = assay_curl_multi_set_timer(handle, nil, nil)
        curl_multi_cleanup(handle)
        close(epoll)
        timer.deallocate()
        watch.deallocate()
    }

    private func begin() throws {
        let me = Unmanaged.passUnretained(self).toOpaque()
        timer.pointee.user_data = me
        timer.pointee.on_fire = { Multi.of($0?.pointee.user_data)?.act(onSockets: false) }
        watch.pointee.user_data = me
        watch.pointee.fd = -1
        watch.pointee.on_ready = { watch, _ in Multi.of(watch?.pointee.user_data)?.act(onSockets: true) }
        _ = assay_curl_multi_set_timer(handle, { Multi.of($2)?.setTimer($1) ?? 0 }, me)
        watch.pointee.fd = epoll
        do {
            try loop.watch(watch)
        } catch {
            watch.pointee.fd = -1
            throw error
        }
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> Multi? {
        data.map { Unmanaged<Multi>.fromOpaque($0).takeUnretainedValue() }
    }

    /// How many idle connections a session keeps.
    func setConnectionCache(_ count: Int) {
        _ = assay_curl_multi_set_long(handle, CURLMOPT_MAXCONNECTS, count)
    }

    /// Starts a transfer; false when there is no memory.
    func add(_ easy: UnsafeMutableRawPointer) -> Bool {
        curl_multi_add_handle(handle, easy) == CURLM_OK
    }

    /// Takes a transfer out. Never while `isInside`.
    func remove(_ easy: UnsafeMutableRawPointer) {
        assert(!isInside)
        _ = curl_multi_remove_handle(handle, easy)
    }

    /// Acts on what is due after the callback that runs now.
    func kick() {
        guard !isKicked else { return }
        isKicked = true
        loop.post(self) { data, _ in
            guard let data else { return }
            let multi = Unmanaged<Multi>.fromOpaque(data).takeRetainedValue()
            multi.isKicked = false
            multi.act(onSockets: true)
        }
    }

    /// Called by libcurl: wait so many milliseconds, 0 for none, -1 for no timer.
    private func setTimer(_ milliseconds: Int) -> Int32 {
        if milliseconds < 0 {
            loop.cancel(timer)
        } else if milliseconds == 0 {
            loop.cancel(timer)
            kick()
        } else {
            loop.add(timer, at: loop.now &+ Int64(min(milliseconds, 1_000_000_000)) &* 1_000_000)
        }
        return 0
    }

    /// Lets libcurl do what is due, and ends the transfers that are over.
    private func act(onSockets: Bool) {
        guard !isInside else { return kick() }
        var running: Int32 = 0
        isInside = true
        _ = curl_multi_socket_action(handle, -1, 0, &running)
        isInside = false
        endTransfers()
        if onSockets { serveSockets() }
    }

    private func serveSockets() {
        var running: Int32 = 0
        withUnsafeTemporaryAllocation(of: assay_curl_ready_t.self, capacity: Self.batch) { ready in
            for _ in 0..<Self.maxRounds {
                let count = Int(assay_curl_take_ready(epoll, ready.baseAddress, Int32(Self.batch)))
                guard count > 0 else { return }
                isInside = true
                for index in 0..<min(count, ready.count) {
                    _ = curl_multi_socket_action(handle, ready[index].socket, ready[index].events, &running)
                }
                isInside = false
                endTransfers()
            }
            // The set is edge-triggered for the loop and was not found empty.
            kick()
        }
    }

    private func endTransfers() {
        var result = CURLE_OK
        while let easy = assay_curl_next_done(handle, &result) {
            guard let data = assay_curl_get_private(easy) else { continue }
            Transfer.of(data).end(result)
        }
    }
}
