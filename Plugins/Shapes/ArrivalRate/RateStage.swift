// Assay: one stage of arrivals.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit

/// A part of the test in which the rate changes evenly.
struct RateStage: Equatable {
    /// Iterations per second at its begin.
    let from: Double
    /// Iterations per second at its end.
    let to: Double
    /// Seconds; nil for ever, with a constant rate.
    let duration: Double?

    /// How many iterations begin in the first `seconds` of the stage.
    func count(after seconds: Double) -> Double {
        guard let duration, to != from else { return from * seconds }
        return from * seconds + (to - from) / duration * seconds * seconds / 2
    }

    /// After how many seconds `count` iterations have begun: the inverse of `count(after:)`. Not a number, or infinite,
    /// when the stage never has so many.
    func seconds(until count: Double) -> Double {
        guard let duration, to != from else { return count / from }
        let slope = (to - from) / duration
        // The root of slope/2·t² + from·t = count in the form that loses no digits when the slope is small.
        return 2 * count / (from + (from * from + 2 * slope * count).squareRoot())
    }

    /// Iterations per second that no process comes near to. A run would work on the start times alone, and hear of nothing
    /// else, when there are hundreds of times more.
    private static let highestRate = 1e7

    /// The stages of a config.
    static func list(_ items: [JSONValue], _ config: Config) throws -> [RateStage] {
        var stages: [RateStage] = []
        for (index, item) in items.enumerated() {
            guard let object = item.objectValue else { throw config.invalid("stages", "a list of objects") }
            let stage = Config(object, of: "stage \(index + 1)")
            guard let from = try stage.double("from", in: 0...highestRate) else { throw stage.invalid("from", "given") }
            let to = try stage.double("to", in: 0...highestRate, default: from)
            let duration = try stage.double("duration", in: 1e-3...1e9)
            try stage.rejectUnknownKeys()
            guard duration != nil || (index == items.count - 1 && from == to) else {
                throw stage.invalid("duration", "given, except in a last stage with a constant rate")
            }
            stages.append(RateStage(from: from, to: to, duration: duration))
        }
        guard stages.contains(where: { $0.from > 0 || $0.to > 0 }) else {
            throw config.invalid("stages", "a list with a rate above 0")
        }
        return stages
    }
}
