// Assay: load in the open model.
// SPDX-License-Identifier: Apache-2.0
package import AssayKit
import CAssay
import Glibc

/// The component `assay.shape.arrival_rate`: iterations begin at given rates, evenly or at random.
package final class ArrivalRateShape: ArrivalShape {
    package static let descriptor = ComponentDescriptor(
        id: "assay.shape.arrival_rate", kind: ASSAY_KIND_SHAPE, name: "Arrival rate",
        description: "Begins iterations at given rates, whether or not earlier ones have ended.", configSchema: schema)

    package let maxUsers: Int
    package private(set) var arrivals: ArrivalSource
    package var duration: Double? { curve.end.map { Double($0) / 1e9 } }

    private let curve: RateCurve
    private let isPoisson: Bool
    private let seed: UInt64?

    package init(host: Host, config: Config) throws {
        let process = try config.string("process", default: "constant")
        guard ["constant", "poisson"].contains(process) else {
            throw config.invalid("process", "\"constant\" or \"poisson\"")
        }
        isPoisson = process == "poisson"
        maxUsers = try config.int("max_users", in: 1...10_000_000, default: 1000)
        seed = try config.int("seed", in: 0...Int.max).map { UInt64($0) }
        curve = RateCurve(try RateStage.list(config.array("stages"), config))
        try config.rejectUnknownKeys()
        arrivals = ArrivalSource { nil }
    }

    package func start() {
        arrivals = isPoisson ? poissonArrivals() : evenArrivals()
    }

    /// The arrival of number n is when the rate has added up to n.
    private func evenArrivals() -> ArrivalSource {
        var walk = curve.makeWalk()
        var count = 0.0
        return ArrivalSource {
            defer { count += 1 }
            return walk.time(when: count)
        }
    }

    /// A Poisson process: the rate adds up to exponentially distributed amounts of mean 1 between two arrivals.
    private func poissonArrivals() -> ArrivalSource {
        var walk = curve.makeWalk()
        var random = RandomSource(seed: seed ?? UInt64.random(in: .min ... .max))
        var sum = 0.0
        return ArrivalSource {
            sum -= log(1 - random.nextUnit())
            return walk.time(when: sum)
        }
    }
}
