// Assay: one round of random configs and calls.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// One round: components from random configs, and a random order of the calls that the contract allows.
enum FuzzTest {
    private static let livesPerRound = 40

    static let test = TestCase("fuzz", .component, "random configs and orders of calls", run)

    private static func run(_ context: TestContext) throws(Ending) {
        var random = SeededRandom(seed: context.options.fuzz?.seed ?? 1)
        let (schema, samples) = try context.samples()
        let configs = RandomConfig(samples: samples, schema: schema)
        let kind = try Text.read(try context.descriptor().pointee.kind, "kind")
        for _ in 0..<livesPerRound {
            let config = configs.text(&random)
            let made = try context.create(context.options.component ?? "", config: config)
            guard made.status == .ASSAY_STATUS_OK, let component = made.component else {
                try require(
                    made.status != .ASSAY_STATUS_OK, "create gives OK and no component for \(shown(config))")
                try require(
                    CallError.message(made.error)?.isEmpty == false,
                    "create refuses \(shown(config)) without a message")
                continue
            }
            try context.check(component)
            try live(component, kind: kind, context, &random)
        }
        let noted = context.host.noted
        try require(noted.isEmpty, noted.joined(separator: "; "))
    }

    private static func shown(_ config: String) -> String { JSON.string(String(config.prefix(120))).text }

    /// A life: started and stopped some times, with calls of its kind in between.
    private static func live(
        _ component: UnsafePointer<assay_component_t>, kind: String, _ context: TestContext,
        _ random: inout SeededRandom
    ) throws(Ending) {
        for _ in 0..<random.below(3) {
            if random.below(4) == 0 { context.stop(component) }
            var error = CallError.empty()
            let status = component.pointee.start?(component, &error) ?? .ASSAY_STATUS_INTERNAL
            if status == .ASSAY_STATUS_OK {
                try KindFuzz(context: context, component: component, kind: kind).run(&random)
                if random.below(2) == 0 { context.host.turn(milliseconds: 1) }
                context.stop(component)
            } else {
                try require(CallError.message(error)?.isEmpty == false, "start fails without a message")
            }
            if random.below(4) == 0 { context.stop(component) }
        }
        context.destroy(component)
        if random.below(8) == 0 { context.host.turn(milliseconds: 0) }
    }
}
