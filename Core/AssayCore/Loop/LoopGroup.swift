// Assay: the main loop and the work loops of a host.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux

/// One main loop, turned by the thread that makes the group, and work loops with a thread each.
final class LoopGroup: Sendable {
    /// Carries control: signals, reports, files.
    let main: Loop
    /// Carry the load.
    let work: [Loop]
    private struct State {
        var isStarted = false
        var threads: [LoopThread] = []
        /// Loops whose threads did not end: a callback still runs on them, so that they are never freed.
        var lost: [Loop] = []
    }

    private let state = Lock(State())

    /// Makes the loops; none of the work loops turns before `start`. The calling thread becomes the main thread.
    init(count: Int) throws(LoopError) {
        var loops: [Loop] = []
        do {
            for _ in 0...max(1, min(count, 1024)) { loops.append(try Loop.make()) }
        } catch {
            for loop in loops { loop.destroy() }
            throw error
        }
        main = loops.removeFirst()
        work = loops
        assay_linux_set_loop(main.state)
        assay_linux_set_timer_slack()
        ThreadKind.current = .main
    }

    /// Starts the threads of the work loops. A second call does nothing.
    func start() {
        state.withLock { state in
            guard !state.isStarted else { return }
            state.isStarted = true
            state.threads = work.enumerated().map { index, loop in LoopThread(loop, name: "assay-loop-\(index)") }
        }
    }

    /// Turns the main loop, on the main thread, until `isDone` says so; it is asked after every turn. A condition that
    /// another thread changes needs a `wakeMain` too.
    func runMain(until isDone: () -> Bool) {
        main.beginTurning()
        while !isDone() { main.turn() }
    }

    /// Makes `runMain` ask its condition again, from any thread.
    func wakeMain() {
        _ = main.postRemote(Job(function: { _, _ in }, first: nil, second: nil))
    }

    /// Whether the thread of a work loop did not end in time.
    func isLost(_ loop: Loop) -> Bool {
        state.withLock { $0.lost.contains(loop) }
    }

    /// Ends the work loops after the jobs that were accepted, and joins their threads; one that a callback keeps busy for
    /// five seconds is given up. The main loop stays.
    func stop() {
        let running = state.withLock { state in
            defer { state.threads = [] }
            return state.threads
        }
        for thread in running { thread.requestEnd() }
        for (thread, loop) in zip(running, work) where !thread.join(within: 5) {
            state.withLock { $0.lost.append(loop) }
        }
    }

    /// Calls the jobs of work loops that were never started, here, so that nothing accepted is lost.
    private func endUnstarted() {
        let isStarted = state.withLock { $0.isStarted }
        for loop in work where !isStarted {
            assay_linux_set_loop(loop.state)
            loop.endTurning()
        }
        assay_linux_set_loop(main.state)
    }

    /// Stops, and gives the main thread back: the last call, on the main thread. The jobs that the main loop has
    /// accepted are called.
    func close() {
        stop()
        endUnstarted()
        main.endTurning()
        assay_linux_set_loop(nil)
        ThreadKind.current = .other
    }

    deinit {
        stop()
        main.destroy()
        let lost = state.withLock { $0.lost }
        for loop in work where !lost.contains(loop) { loop.destroy() }
    }
}
