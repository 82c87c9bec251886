// Assay: the open model on the command line.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

/// When iterations start, whether or not earlier ones have ended. The grammar:
///
///     arrival-rate  = [ "poisson:" ] stage *( "," stage )
///     stage         = rate [ "for" time-span ]                    ; only the last one may go on for ever
///                   / [ "ramp" ] rate ".." rate "in" time-span
///     rate          = number [ "/s" / "/m" / "/h" ]               ; per second when it does not say
struct ArrivalRate: Equatable {
    /// A part of the run, in which the rate changes evenly.
    struct Stage: Equatable {
        /// Iterations per second at its begin.
        let from: Double
        /// Iterations per second at its end.
        let to: Double
        /// Seconds; nil for ever.
        let duration: Double?
    }

    /// As it was written.
    let text: String
    /// Whether the gaps are random (a Poisson process) and not even.
    let isPoisson: Bool
    /// At least one.
    let stages: [Stage]

    /// Reads the grammar; the error names the stage at fault.
    init(parsing text: String) throws(CommandError) {
        self.text = text
        isPoisson = text.hasPrefix("poisson:")
        var stages: [Stage] = []
        for part in text.dropFirst(isPoisson ? "poisson:".count : 0).split(
            separator: ",", omittingEmptySubsequences: false)
        {
            guard stages.allSatisfy({ $0.duration != nil }) else {
                throw CommandError("only the last stage may go on for ever, write '100 for 30s' for an earlier one")
            }
            guard let stage = Self.stage(part) else {
                throw CommandError("stage '\(part)' cannot be read, write 100, 100/s for 5m, or 10..200 in 60s")
            }
            stages.append(stage)
        }
        guard stages.contains(where: { $0.from > 0 || $0.to > 0 }) else {
            throw CommandError("a rate above 0 is wanted")
        }
        self.stages = stages
    }

    private static func stage(_ text: Substring) -> Stage? {
        var words = text.split(separator: " ")
        if words.first == "ramp", words.count == 4 { words.removeFirst() }
        guard let rates = words.first.flatMap(Self.rates) else { return nil }
        if words.count == 1, rates.to == nil {
            return Stage(from: rates.from, to: rates.from, duration: nil)
        }
        guard words.count == 3, words[1] == (rates.to == nil ? "for" : "in"), let span = TimeSpan(words[2]),
            span.seconds > 0
        else { return nil }
        return Stage(from: rates.from, to: rates.to ?? rates.from, duration: span.seconds)
    }

    /// "100/s" or "10..200/s"; a unit behind ".." counts for both when the first has none.
    private static func rates(_ text: Substring) -> (from: Double, to: Double?)? {
        guard let dots = text.firstRange(of: "..") else { return rate(text).map { ($0, nil) } }
        let second = text[dots.upperBound...]
        var first = text[..<dots.lowerBound]
        if !first.contains("/"), let slash = second.firstIndex(of: "/") { first = first + second[slash...] }
        guard let from = rate(first), let to = rate(second) else { return nil }
        return (from, to)
    }

    private static func rate(_ text: Substring) -> Double? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let number = parts.first.flatMap(Decimal.read) else { return nil }
        switch parts.dropFirst() {
        case []: return number
        case ["s"]: return number
        case ["m"]: return number / 60
        case ["h"]: return number / 3600
        default: return nil
        }
    }
}

extension ArrivalRate {
    /// The config of `assay.shape.arrival_rate`.
    func config(maxUsers: Int, seed: UInt32?) -> JSONValue {
        var config: JSONObject = [
            "process": isPoisson ? "poisson" : "constant",
            "max_users": .integer(Int64(maxUsers)),
            "stages": .array(
                stages.map { stage in
                    var object: JSONObject = ["from": .number(stage.from), "to": .number(stage.to)]
                    if let duration = stage.duration { object["duration"] = .number(duration) }
                    return .object(object)
                }),
        ]
        if let seed { config["seed"] = .integer(Int64(seed)) }
        return .object(config)
    }
}
