// Assay: tests of a component's life.
// SPDX-License-Identifier: Apache-2.0
import CAssay

/// Tests of the numbered list in component.h.
enum LifecycleTests {
    static let all = [
        TestCase("lifecycle-100-times", .component, "is made, started twice and destroyed, 100 times", hundredTimes),
        TestCase("destroy-without-start", .component, "may be destroyed before it was started", withoutStart),
        TestCase("stop-twice", .component, "a stop that has nothing to stop does nothing", stopTwice),
        TestCase("thread-tags", .component, "calls the host only where the thread tags allow it", threadTags),
    ]

    private static func hundredTimes(_ context: TestContext) throws(Ending) {
        for _ in 0..<100 {
            let component = try context.make()
            for _ in 0..<2 {
                try context.start(component)
                context.host.turn(milliseconds: 0)
                context.stop(component)
            }
            context.destroy(component)
        }
    }

    private static func withoutStart(_ context: TestContext) throws(Ending) {
        context.destroy(try context.make())
        context.host.turn(milliseconds: 20)
    }

    private static func stopTwice(_ context: TestContext) throws(Ending) {
        let component = try context.make()
        context.stop(component)
        try context.start(component)
        context.stop(component)
        context.stop(component)
        context.destroy(component)
        context.host.turn(milliseconds: 20)
    }

    private static func threadTags(_ context: TestContext) throws(Ending) {
        try context.withStarted { _ in context.host.turn(milliseconds: 200) }
        context.host.turn(milliseconds: 50)
        let noted = context.host.noted
        try require(noted.isEmpty, noted.joined(separator: "; "))
    }
}
