// Assay: the file descriptors that a loop watches.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux

extension Loop {
    /// Takes the place of a watch in an event that must not be dispatched any more.
    static var unwatched: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: -1) }

    /// The value of assay_watch_t.state while it is watched.
    private static var active: UInt32 { 1 }

    /// Watches a descriptor, edge-triggered.
    func watch(_ watch: UnsafeMutablePointer<assay_watch_t>) throws(LoopError) {
        let result = assay_linux_epoll_add(state.pointee.epoll, watch.pointee.fd, watch)
        guard result == 0 else { throw LoopError(call: "epoll_ctl", code: -result) }
        watch.pointee.state = Self.active
    }

    /// Ends a watch, and drops the events that were fetched for it and are not dispatched yet.
    func unwatch(_ watch: UnsafeMutablePointer<assay_watch_t>) {
        guard watch.pointee.state == Self.active else { return }
        watch.pointee.state = 0
        _ = assay_linux_epoll_remove(state.pointee.epoll, watch.pointee.fd)
        for index in state.pointee.nextEvent..<max(state.pointee.nextEvent, state.pointee.eventCount)
        where state.pointee.events[index].data.ptr == UnsafeMutableRawPointer(watch) {
            state.pointee.events[index].data.ptr = Self.unwatched
        }
    }

    /// EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP and EPOLLRDHUP as ASSAY_READY_ bits.
    @inline(__always)
    static func readiness(_ events: UInt32) -> UInt32 {
        (events & ASSAY_READY_READ)
            | ((events >> 1) & (ASSAY_READY_WRITE | ASSAY_READY_ERROR | ASSAY_READY_HANGUP))
            | ((events >> 10) & ASSAY_READY_HANGUP)
    }
}
