// Assay: tests of what a component leaves behind.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// Tests of what is left when a component is gone.
enum ResidueTests {
    private static let rounds = 100
    private static let windows = 12
    /// Bytes a round that are not called a leak: the allocator's own.
    private static let tolerance = 16

    static let all = [
        TestCase(
            "no-subscription-left", .component, "no subscription, decider, function, timer or watch outlives it",
            noSubscription),
        TestCase("no-fd-left", .component, "no file descriptor outlives it", noDescriptor),
        TestCase("no-leak", .component, "its memory is given back", noLeak),
    ]

    private static func noSubscription(_ context: TestContext) throws(Ending) {
        let before = context.host.hooks.subscriptions.count
        try context.withStarted { _ in context.host.turn(milliseconds: 20) }
        context.host.turn(milliseconds: 50)
        let after = context.host.hooks.subscriptions.count
        try require(after == before, "\(after - before) subscriptions are left")
        let deciders = context.host.deciders.deciders.count
        try require(deciders == 0, "\(deciders) deciders are left")
        let functions = context.host.functionCount
        try require(functions == 0, "\(functions) made functions are left")
        for (loop, name) in [(context.host.main, "main"), (context.host.work, "work")] {
            try require(loop.timers.isEmpty, "\(loop.timers.count) timers are left on the \(name) loop")
            try require(loop.watches.isEmpty, "\(loop.watches.count) watches are left on the \(name) loop")
        }
    }

    /// A leak grows in every window; what libdispatch opens once for the process does not.
    private static func noDescriptor(_ context: TestContext) throws(Ending) {
        try cycle(context)
        var least = Int.max
        for _ in 0..<windows {
            let before = openDescriptors()
            for _ in 0..<10 { try cycle(context) }
            least = min(least, openDescriptors() - before)
            if least <= 0 { return }
        }
        throw .failed("\(least) descriptors or more are left after each 10 rounds")
    }

    /// A leak grows in every window; what the allocator, libdispatch (up to 1,024 continuations a thread) and the
    /// host keep for themselves is full after a few of them.
    private static func noLeak(_ context: TestContext) throws(Ending) {
        for _ in 0..<rounds { try cycle(context) }
        var least = Int.max
        for _ in 0..<windows {
            let before = try HeapSize.current()
            for _ in 0..<rounds { try cycle(context) }
            least = min(least, try HeapSize.current() - before)
            if least <= rounds * tolerance { return }
        }
        throw .failed("\(least) bytes or more are left after each \(rounds) rounds")
    }

    private static func cycle(_ context: TestContext) throws(Ending) {
        try context.withStarted { _ in context.host.turn(milliseconds: 0) }
        context.host.turn(milliseconds: 0)
    }

    private static func openDescriptors() -> Int {
        guard let stream = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(stream) }
        var count = 0
        while readdir(stream) != nil { count += 1 }
        return count
    }
}
