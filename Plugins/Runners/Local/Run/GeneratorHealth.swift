// Assay: how well the generator itself kept up.
// SPDX-License-Identifier: Apache-2.0

/// How well the generator itself kept up: over the last second, and over the whole run.
struct GeneratorHealth {
    /// Of one core, the busiest loop.
    var cpuUsage = 0.0
    var cpuUsageMax = 0.0
    var loopLag = 0.0
    var loopLagMax = 0.0
    var dispatchDelay = 0.0
    var delays = DelayHistogram()
    var iterationCount: UInt64 = 0
    var droppedCount: UInt64 = 0
    var hasWarned = false
    /// Users there are, in all and by class number.
    var userCount = 0
    var classCounts: [Int] = []

    /// The 99th percentile of the delay of all starts, in milliseconds.
    var dispatchDelayOverall: Double { Double(delays.quantile(0.99)) / 1e6 }

    /// Why the figures of the run do not count; empty when they do.
    func invalidReason(_ limits: HealthLimits) -> String {
        var reasons: [String] = []
        if dispatchDelayOverall > limits.dispatchDelay {
            reasons.append(
                "the generator started tasks late: 99 % within \(GeneratorHealth.text(dispatchDelayOverall)) ms,"
                    + " the limit is \(GeneratorHealth.text(limits.dispatchDelay)) ms")
        }
        if loopLagMax > limits.loopLag {
            reasons.append(
                "a loop was starved: one turn took \(GeneratorHealth.text(loopLagMax)) ms,"
                    + " the limit is \(GeneratorHealth.text(limits.loopLag)) ms")
        }
        return reasons.joined(separator: "; ")
    }

    private static func text(_ milliseconds: Double) -> String {
        let tenths = Int((min(milliseconds, 1e12) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

/// What a loop reports once a second.
struct LoopReport: Sendable {
    let delays: DelayHistogram
    let iterationCount: UInt64
    let droppedCount: UInt64
    /// Nanoseconds.
    let longestTurn: Int64
    let cpuTime: Int64
    let userCount: Int
    /// By class number.
    let classCounts: [Int]
}
