// Assay: what hooks, jobs and timers cost, through the C tables that plugins use.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import CAssay
import Glibc

/// What `tools/bench/hooks` runs: prints nanoseconds per operation.
@main
struct HooksBench {
    static func main() throws {
        let rounds = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 9 : 9
        let host = try BenchHost()
        let loops = LoopBench(host)
        let benchmarks = try HookBench(host).benchmarks + loops.benchmarks
        Benchmark.run(benchmarks, rounds: max(7, rounds))
        loops.printLateness()
        host.close()
    }
}
