// Assay: the loops table of the test host.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension assay_loops_t {
    static func test() -> assay_loops_t {
        var table = assay_loops_t()
        table.struct_size = UInt32(MemoryLayout<assay_loops_t>.size)
        table.get_main = { TestHost.of($0)?.main.pointer }
        table.get_count = { _ in 1 }
        table.get_loop = { host, index in index == 0 ? TestHost.of(host)?.work.pointer : nil }
        table.get_current = { TestHost.of($0)?.running?.pointer }
        table.now = { TestLoop.of($0)?.now ?? 0 }
        table.turn_time = { loop in
            TestLoop.of(loop)?.require("turn_time")
            return TestLoop.of(loop)?.now ?? 0
        }
        table.turn_count = { loop in
            TestLoop.of(loop)?.require("turn_count")
            return TestLoop.of(loop)?.turnCount ?? 0
        }
        table.add_timer = { loop, timer, deadline in timer.map { TestLoop.of(loop)?.add($0, deadline) } }
        table.cancel_timer = { loop, timer in timer.map { TestLoop.of(loop)?.cancel($0) } }
        table.watch = { loop, watch, error in
            AssayError.report(to: error) {
                guard let watch, let loop = TestLoop.of(loop), loop.add(watch) else {
                    throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the watch is NULL, or active already")
                }
            }
        }
        table.unwatch = { loop, watch in watch.map { TestLoop.of(loop)?.remove($0) } }
        table.post = { loop, function, first, second in
            guard let function else { return }
            TestLoop.of(loop)?.post(TestLoop.Job(function: function, first: first, second: second))
        }
        table.post_remote = { loop, function, first, second in
            guard let function, let loop = TestLoop.of(loop) else { return false }
            loop.postRemote(TestLoop.Job(function: function, first: first, second: second))
            return true
        }
        table.get_buffer = { TestLoop.of($0)?.lendBuffer($1) }
        table.take_longest_turn = { _ in 0 }
        return table
    }
}
