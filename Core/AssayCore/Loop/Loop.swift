// Assay: an event loop.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Glibc

/// An event loop: descriptors, timers, and jobs, all called on the one thread that turns it. A handle of one word;
/// LoopGroup makes and frees the memory behind it.
///
/// Sendable: everything but `postRemote`, `now` and `pointer` is for the thread that turns the loop alone, which debug
/// builds check.
struct Loop: @unchecked Sendable, Equatable {
    let state: UnsafeMutablePointer<LoopState>

    /// What C sees.
    var pointer: OpaquePointer { OpaquePointer(state) }

    init(state: UnsafeMutablePointer<LoopState>) {
        self.state = state
    }

    /// The loop behind a pointer that `pointer` gave.
    @inline(__always)
    init(_ pointer: OpaquePointer) {
        state = UnsafeMutablePointer(pointer)
    }

    /// The loop that the calling thread turns.
    @inline(__always)
    static var current: Loop? {
        assay_linux_get_loop().map { Loop(state: $0.assumingMemoryBound(to: LoopState.self)) }
    }

    /// Makes a loop. Throws when the system has no more descriptors.
    static func make() throws(LoopError) -> Loop {
        let epoll = assay_linux_make_epoll()
        guard epoll >= 0 else { throw LoopError(call: "epoll_create1", code: -epoll) }
        let eventfd = assay_linux_make_eventfd()
        guard eventfd >= 0 else {
            close(epoll)
            throw LoopError(call: "eventfd", code: -eventfd)
        }
        let now = assay_linux_monotonic()
        let state = UnsafeMutablePointer<LoopState>.allocate(capacity: 1)
        state.initialize(
            to: LoopState(
                hookSlots: HookSlot.allocateAll(), turnTime: now, epoll: epoll, timers: TimerWheel(now: now),
                jobs: JobQueue(capacity: 1024), mailbox: .passRetained(Mailbox(eventfd: eventfd)),
                events: .allocate(capacity: LoopState.eventCapacity),
                buffer: .allocate(byteCount: LoopState.bufferSize, alignment: 64)))
        // The null pointer stands for the mailbox.
        let result = assay_linux_epoll_add(epoll, eventfd, nil)
        guard result == 0 else {
            Loop(state: state).destroy()
            throw LoopError(call: "epoll_ctl", code: -result)
        }
        return Loop(state: state)
    }

    /// Frees the loop, which nobody turns or posts to any more.
    func destroy() {
        close(state.pointee.epoll)
        state.pointee.timers.deallocate()
        state.pointee.jobs.deallocate()
        state.pointee.mailbox.release()
        state.pointee.events.deallocate()
        state.pointee.buffer.deallocate()
        HookSlot.deallocateAll(state.pointee.hookSlots)
        state.deinitialize(count: 1)
        state.deallocate()
    }

    // MARK: Jobs

    /// Calls a job after the current callback.
    @inline(__always)
    func post(_ job: Job) {
        state.pointee.jobs.append(job)
    }

    /// Calls a job on the loop, from any thread. Returns false after the loop has ended.
    func postRemote(_ job: sending Job) -> Bool {
        state.pointee.mailbox._withUnsafeGuaranteedRef { $0.post(job) }
    }
}

/// A system call of a loop that failed.
package struct LoopError: Error {
    let call: String
    let code: Int32

    /// In words, for an error message.
    var message: String { "\(call) failed: \(String(cString: strerror(code)))" }
}
