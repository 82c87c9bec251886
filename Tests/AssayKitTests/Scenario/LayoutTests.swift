// Assay: tests of how task lists become the description that the runner reads.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import CAssay
import Testing

/// A user with nested sets.
private final class Nested: User {
    init(_ context: UserContext) {}

    static var tasks: TaskList<Nested> {
        task("first", weight: 3) { _ in }
        taskSet("inner", .sequential, weight: 2, waitTime: .constant(4), onStart: { _ in }) {
            task("second") { _ in }
            taskSet("deepest") { task("third") { _ in } }
        }
        task("fourth") { _ in }.tags("a", "b")
    }
}

/// A user whose tasks are a Markov set; the names lead where `target` says.
private protocol Chain: User {
    static var target: String { get }
    static var share: Int { get }
}

extension Chain {
    static var order: TaskOrder { .markov }
    @TaskListBuilder<Self> static var tasks: TaskList<Self> {
        task("one") { (_: Self) in }.to("two")
        task("two") { (_: Self) in }.to(target, weight: share)
    }
}

private final class GoodChain: Chain {
    static let target = "one"
    static let share = 5
    init(_ context: UserContext) {}
}

private final class LostChain: Chain {
    static let target = "three"
    static let share = 1
    init(_ context: UserContext) {}
}

private final class StuckChain: Chain {
    static let target = "one"
    static let share = 0
    init(_ context: UserContext) {}
}

private final class HeavyUser: User {
    init(_ context: UserContext) {}
    static var tasks: TaskList<HeavyUser> { task("x", weight: 1_000_001) { _ in } }
}

private final class IdleUser: User {
    init(_ context: UserContext) {}
    static var tasks: TaskList<IdleUser> { for _ in 0..<0 { task("x") { _ in } } }
}

@Suite struct LayoutTests {
    private func withClass(_ type: any User.Type, _ body: (assay_user_class_t) throws -> Void) throws {
        let host = TestHost()
        host.register(Scenario("test.layout", users: [type]))
        let component = try host.create("test.layout")
        defer { component.pointee.destroy(component) }
        let table = try #require(component.pointee.get_extension(component, ASSAY_KIND_SCENARIO))
        let scenario = table.assumingMemoryBound(to: assay_scenario_t.self).pointee
        #expect(scenario.get_user_class(component, 1) == nil)
        try body(#require(scenario.get_user_class(component, 0)).pointee)
    }

    private func name(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

    @Test func nestedSetsAreFlattened() throws {
        try withClass(Nested.self) { described in
            #expect(name(described.name) == "Nested" && described.task_set_count == 3 && described.client_count == 0)
            let sets = try #require(described.task_sets)
            #expect((0..<3).map { name(sets[$0].name) } == ["Nested", "inner", "deepest"])
            let root = sets[0]
            #expect((0..<3).map { name(root.tasks[$0].name) } == ["first", "inner", "fourth"])
            #expect((0..<3).map { root.tasks[$0].weight } == [3, 2, 1])
            #expect(root.tasks[1].task_set == 1 && root.tasks[0].task_set == UInt32.max)
            #expect((0..<2).map { name(root.tasks[2].tags[$0]) } == ["a", "b"])
            #expect(sets[1].order == .ASSAY_ORDER_SEQUENTIAL && sets[1].has_on_start && !sets[1].has_on_stop)
            #expect(sets[1].wait.kind == .ASSAY_WAIT_CONSTANT && sets[1].wait.first == 4)
            #expect(sets[1].tasks[1].task_set == 2 && sets[2].wait.kind == .ASSAY_WAIT_INHERIT)
            let indices = [root.tasks[0], sets[1].tasks[0], sets[2].tasks[0], root.tasks[2]].map(\.index)
            #expect(Set(indices) == [0, 1, 2, 3])
        }
    }

    @Test func aMarkovSetKnowsItsTransitions() throws {
        try withClass(GoodChain.self) { described in
            let tasks = try #require(described.task_sets?[0].tasks)
            #expect(tasks[0].transitions[0].target == 1 && tasks[0].transitions[0].weight == 1)
            #expect(tasks[1].transitions[0].target == 0 && tasks[1].transitions[0].weight == 5)
        }
    }

    @Test(arguments: [
        (LostChain.self as any User.Type, "leads to 'three'"), (StuckChain.self, "'two' has no transition"),
        (HeavyUser.self, "the weight of 'x'"), (IdleUser.self, "it has no tasks"),
    ])
    func mistakesAreNamed(_ type: any User.Type, _ words: String) throws {
        let error = #expect(throws: AssayError.self) { try withClass(type) { _ in } }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
}
