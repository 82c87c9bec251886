// Assay: the C table of the loops.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayLinux

extension assay_loops_t {
    /// The loops of whichever host is passed. A null loop is the caller's fault and is ignored.
    static var table: assay_loops_t {
        var table = assay_loops_t()
        table.struct_size = UInt32(MemoryLayout<assay_loops_t>.size)
        table.setLookups()
        table.setClock()
        table.setTimersAndWatches()
        table.setJobs()
        return table
    }

    private mutating func setLookups() {
        get_main = { host in HostExtensions.of(host)?.loops.main.pointer }
        get_count = { host in UInt32(HostExtensions.of(host)?.loops.work.count ?? 0) }
        get_loop = { host, index in
            guard let loops = HostExtensions.of(host)?.loops.work, index < loops.count else { return nil }
            return loops[Int(index)].pointer
        }
        get_current = { host in
            guard let loop = Loop.current, loop.state.pointee.owner == UInt(bitPattern: host?.pointee.host_data) else {
                return nil
            }
            return loop.pointer
        }
    }

    private mutating func setClock() {
        now = { _ in Loop.now }
        turn_time = { loop in
            guard let loop = Loop.onOwnThread(loop, "turn_time") else { return 0 }
            return loop.state.pointee.turnTime
        }
        turn_count = { loop in
            guard let loop = Loop.onOwnThread(loop, "turn_count") else { return 0 }
            return loop.state.pointee.turnCount
        }
        take_longest_turn = { loop in Loop.onOwnThread(loop, "take_longest_turn")?.takeLongestTurn() ?? 0 }
    }

    private mutating func setTimersAndWatches() {
        add_timer = { loop, timer, deadline in
            guard let timer else { return }
            Loop.onOwnThread(loop, "add_timer")?.addTimer(timer, deadline: deadline)
        }
        cancel_timer = { loop, timer in
            guard let timer else { return }
            Loop.onOwnThread(loop, "cancel_timer")?.cancelTimer(timer)
        }
        watch = { loop, watch, error in
            guard let loop = Loop.onOwnThread(loop, "watch"), let watch else { return .ASSAY_STATUS_INVALID_ARGUMENT }
            do throws(LoopError) {
                try loop.watch(watch)
                return .ASSAY_STATUS_OK
            } catch let failure {
                return failure.report(to: error, context: "descriptor \(watch.pointee.fd)")
            }
        }
        unwatch = { loop, watch in
            guard let watch else { return }
            Loop.onOwnThread(loop, "unwatch")?.unwatch(watch)
        }
    }

    private mutating func setJobs() {
        post = { loop, job, first, second in
            guard let job else { return }
            Loop.onOwnThread(loop, "post")?.post(Job(function: job, first: first, second: second))
        }
        post_remote = { loop, job, first, second in
            guard let loop, let job else { return false }
            return Loop(loop).postRemote(Job(function: job, first: first, second: second))
        }
        get_buffer = { loop, size in
            guard let loop = Loop.onOwnThread(loop, "get_buffer") else { return nil }
            size?.pointee = LoopState.bufferSize
            return loop.state.pointee.buffer.assumingMemoryBound(to: UInt8.self)
        }
    }
}
