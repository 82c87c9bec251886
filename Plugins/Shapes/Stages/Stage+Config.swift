// Assay: stages from a config.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit

extension Stage {
    private static let users = 0...10_000_000
    private static let seconds = 1e-3...1e9
    private static let rates = 1e-6...1e9
    /// The most steps of a test; more are a mistake in the units.
    private static let stepLimit = 100_000.0

    /// Stages one by one.
    static func list(_ items: [JSONValue], _ config: Config) throws -> [Stage] {
        var stages: [Stage] = []
        for (index, item) in items.enumerated() {
            guard let object = item.objectValue else { throw config.invalid("stages", "a list of objects") }
            let stage = Config(object, of: "stage \(index + 1)")
            let end = try required(stage, "duration", stage.double("duration", in: seconds))
            guard end > stages.last?.end ?? 0 else {
                throw stage.invalid(
                    "duration", "longer than that of the stage before: it counts from the start of the test")
            }
            let classes = try stage.strings("user_classes")
            let target = LoadTarget(
                users: try required(stage, "users", stage.int("users", in: users)),
                spawnRate: try required(stage, "spawn_rate", stage.double("spawn_rate", in: rates)),
                userClasses: classes.isEmpty ? nil : classes)
            try stage.rejectUnknownKeys()
            stages.append(Stage(end: end, target: target))
        }
        guard !stages.isEmpty else { throw config.invalid("stages", "a list with at least one stage") }
        return stages
    }

    /// As many users more every so many seconds.
    static func steps(_ step: Config) throws -> [Stage] {
        let each = try required(step, "users", step.int("users", in: 1...10_000_000))
        let every = try required(step, "every", step.double("every", in: seconds))
        let end = try required(step, "run_time", step.double("run_time", in: seconds))
        let rate = try step.double("spawn_rate", in: rates, default: Double(each))
        try step.rejectUnknownKeys()
        guard end / every <= stepLimit else { throw step.invalid("every", "at least run_time / \(Int(stepLimit))") }
        return (1...max(1, Int((end / every).rounded(.up)))).map { number in
            let (count, isTooMany) = each.multipliedReportingOverflow(by: number)
            let users = isTooMany ? users.upperBound : min(count, users.upperBound)
            return Stage(end: min(end, Double(number) * every), target: LoadTarget(users: users, spawnRate: rate))
        }
    }

    /// A plateau, a spike, and the plateau again.
    static func spike(_ spike: Config) throws -> [Stage] {
        let base = try required(spike, "users", spike.int("users", in: users))
        let peak = try required(spike, "peak_users", spike.int("peak_users", in: 1...10_000_000))
        let start = try required(spike, "start", spike.double("start", in: seconds))
        let length = try required(spike, "length", spike.double("length", in: seconds))
        let end = try required(spike, "run_time", spike.double("run_time", in: seconds))
        let rate = try spike.double("spawn_rate", in: rates, default: Double(peak))
        try spike.rejectUnknownKeys()
        guard start + length <= end else { throw spike.invalid("run_time", "at least start + length") }
        let plateau = LoadTarget(users: base, spawnRate: rate)
        return [
            Stage(end: start, target: plateau),
            Stage(end: start + length, target: LoadTarget(users: peak, spawnRate: rate)),
            Stage(end: end, target: plateau),
        ]
    }

    private static func required<Value>(_ config: Config, _ key: String, _ value: Value?) throws -> Value {
        guard let value else { throw config.invalid(key, "given") }
        return value
    }
}
