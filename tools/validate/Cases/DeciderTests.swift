// Assay: tests of components that can refuse.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// Tests of deciders.h.
enum DeciderTests {
    /// The longest that a test waits for a verdict, in milliseconds, whatever the decider asked for.
    private static let patience: Int64 = 5000

    static let all = [
        TestCase("deciders-answer", .component, "what it is asked before an operation it answers in time", answer)
    ]

    private static func answer(_ context: TestContext) throws(Ending) {
        try context.withStarted { _ throws(Ending) in
            let host = context.host
            host.turn(milliseconds: 20)
            guard !host.deciders.deciders.isEmpty else { throw .skipped("it decides nothing") }
            for decider in host.deciders.deciders {
                let name = String(cString: host.hooks.declarations[Int(decider.hook)].pointee.name)
                let token = host.deciders.ask(decider, host)
                let wait = min(patience, decider.deadline / 1_000_000 + 1)
                host.turn(milliseconds: wait) { host.deciders.verdict(of: token) != nil }
                guard let verdict = host.deciders.verdict(of: token) else {
                    throw .failed("a question about '\(name)' is not answered within \(wait) ms")
                }
                try require(
                    verdict.isAllowed || verdict.reason?.isEmpty == false, "'\(name)' is denied without a reason")
                try require(
                    verdict.reason.map { String(validating: $0, as: UTF8.self) != nil } ?? true,
                    "the reason for '\(name)' is not UTF-8")
            }
        }
    }
}
