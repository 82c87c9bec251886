// Assay: a micro-benchmark: rounds, median, spread.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// One thing to measure: `body` does it `count` times.
struct Benchmark {
    let name: String
    let count: Int
    let body: (Int) -> Void
    private var nanoseconds: [Double] = []

    init(_ name: String, count: Int = 2_000_000, _ body: @escaping (Int) -> Void) {
        self.name = name
        self.count = count
        self.body = body
    }

    /// Measures one round.
    mutating func runRound() {
        let start = Self.now()
        body(count)
        nanoseconds.append(Double(Self.now() - start) / Double(count))
    }

    /// Runs all of them `rounds` times, interleaved, after one round to warm up, and prints a table.
    static func run(_ benchmarks: [Benchmark], rounds: Int) {
        var benchmarks = benchmarks
        for benchmark in benchmarks { benchmark.body(benchmark.count / 10) }
        for _ in 0..<rounds {
            for index in benchmarks.indices { benchmarks[index].runRound() }
        }
        print("\(pad("CPU ns per operation, \(rounds) rounds", 44))  median     min     max")
        for benchmark in benchmarks { benchmark.printRow() }
    }

    private func printRow() {
        let sorted = nanoseconds.sorted()
        let columns = [sorted[sorted.count / 2], sorted[0], sorted[sorted.count - 1]]
        print(Self.pad(name, 44) + columns.map { Self.right($0) }.joined())
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let text = "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
        return String(repeating: " ", count: max(1, 8 - text.count)) + text
    }

    /// CPU time, which leaves the waiting for timers out.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
