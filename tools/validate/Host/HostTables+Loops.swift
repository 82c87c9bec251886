// Assay: the loops table of the validator's host.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

extension HostTables {
    static var loops: assay_loops_t {
        var table = assay_loops_t()
        table.struct_size = UInt32(MemoryLayout<assay_loops_t>.size)
        addFinders(&table)
        addTimers(&table)
        addWatches(&table)
        table.post = { loop, function, first, second in
            guard let function, let loop = TestLoop.of(loop) else { return }
            TestHost.current?.require(loop, "loops.post")
            loop.post(TestLoop.Job(function: function, first: first, second: second))
        }
        table.post_remote = { loop, function, first, second in
            guard let function, let loop = TestLoop.of(loop) else { return false }
            loop.postRemote(TestLoop.Job(function: function, first: first, second: second))
            return true
        }
        return table
    }

    private static func addFinders(_ table: inout assay_loops_t) {
        table.get_main = { _ in TestHost.current?.main.pointer }
        table.get_count = { _ in 1 }
        table.get_loop = { _, index in index == 0 ? TestHost.current?.work.pointer : nil }
        table.get_current = { _ in
            guard let host = TestHost.current, host.isOn(host.running) else { return nil }
            return host.running?.pointer
        }
        table.now = { _ in TestLoop.now() }
        table.turn_time = { loop in
            let loop = TestLoop.of(loop)
            TestHost.current?.require(loop, "loops.turn_time")
            return loop?.turnTime ?? 0
        }
        table.turn_count = { loop in
            let loop = TestLoop.of(loop)
            TestHost.current?.require(loop, "loops.turn_count")
            return loop?.turns ?? 0
        }
        table.get_buffer = { loop, size in
            let loop = TestLoop.of(loop)
            TestHost.current?.require(loop, "loops.get_buffer")
            size?.pointee = TestLoop.bufferSize
            return loop?.buffer
        }
        table.take_longest_turn = { _ in 0 }
    }

    private static func addTimers(_ table: inout assay_loops_t) {
        table.add_timer = { loop, timer, deadline in
            let loop = TestLoop.of(loop)
            TestHost.current?.require(loop, "loops.add_timer")
            if let timer { loop?.add(timer, deadline: deadline) }
        }
        table.cancel_timer = { loop, timer in
            let loop = TestLoop.of(loop)
            TestHost.current?.require(loop, "loops.cancel_timer")
            if let timer { loop?.cancel(timer) }
        }
    }

    private static func addWatches(_ table: inout assay_loops_t) {
        table.watch = { loop, watch, error in
            let loop = TestLoop.of(loop)
            TestHost.current?.require(loop, "loops.watch")
            guard let watch, let loop, loop.watch(watch) else {
                return CallError.write(.ASSAY_STATUS_INVALID_ARGUMENT, "no open descriptor, or watched already", error)
            }
            return .ASSAY_STATUS_OK
        }
        table.unwatch = { loop, watch in
            let loop = TestLoop.of(loop)
            TestHost.current?.require(loop, "loops.unwatch")
            if let watch { loop?.unwatch(watch) }
        }
    }
}
