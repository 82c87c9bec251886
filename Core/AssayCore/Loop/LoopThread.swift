// Assay: the thread of a work loop.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux
internal import Glibc
internal import Synchronization

/// A thread that turns a loop until it is told to end.
final class LoopThread: Sendable {
    private let loop: Loop
    private let name: String
    private let mustEnd = Atomic(false)
    private let thread = Lock<pthread_t?>(nil)

    /// Starts the thread.
    init(_ loop: Loop, name: String) {
        self.loop = loop
        self.name = name
        let created = Thread.start { [self] in run() }
        thread.withLock { $0 = created }
    }

    private func run() {
        assay_linux_set_thread_name(name)
        assay_linux_set_timer_slack()
        assay_linux_set_loop(loop.state)
        ThreadKind.current = .loop
        loop.beginTurning()
        while !mustEnd.load(ordering: .acquiring) { loop.turn() }
        loop.endTurning()
        assay_linux_set_loop(nil)
    }

    /// Makes the loop end after the turn that comes next.
    func requestEnd() {
        mustEnd.store(true, ordering: .releasing)
        _ = loop.postRemote(Job(function: { _, _ in }, first: nil, second: nil))
    }

    /// Waits until the thread has ended; false when it has not after `seconds`: a callback keeps it. It is then never
    /// joined.
    func join(within seconds: Int) -> Bool {
        let running = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        return running.map { assay_linux_join_thread($0, Int32(clamping: seconds)) } ?? true
    }
}
