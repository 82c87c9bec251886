// Assay: which users to start and stop, one after the other.
// SPDX-License-Identifier: Apache-2.0

/// Chooses the class and the loop of each new user, and undoes its choices in reverse when users are to stop, as
/// Locust's dispatcher does with workers.
struct UserDispatcher {
    /// One user's place.
    struct Placement: Hashable {
        let userClass: Int
        let loop: Int
    }

    private var fixedCounts: [Int]
    private let loopCount: Int
    private var history: [Placement] = []
    private var counts: [Int]
    private var order: ClassOrder
    private var fixedOrder: ClassOrder
    private var nextLoop = 0
    /// Users that ended by themselves and still have a place, by class and loop.
    private var gone: [Placement: Int] = [:]

    /// Users that are placed now, those that have ended by themselves since `forgetGone` among them.
    var count: Int { history.count }

    init(weights: [Double], fixedCounts: [Int], loopCount: Int) {
        self.fixedCounts = fixedCounts
        self.loopCount = max(loopCount, 1)
        counts = weights.map { _ in 0 }
        order = UserDispatcher.order(weights, fixedCounts)
        fixedOrder = ClassOrder(fixedCounts.map { Double($0) })
    }

    /// Changes which classes new users are of; those that are there stay.
    mutating func setWeights(_ weights: [Double], fixedCounts: [Int]) {
        self.fixedCounts = fixedCounts
        order = UserDispatcher.order(weights, fixedCounts)
        resetFixedOrder()
    }

    private static func order(_ weights: [Double], _ fixedCounts: [Int]) -> ClassOrder {
        ClassOrder(zip(weights, fixedCounts).map { $1 > 0 ? 0 : $0 })
    }

    /// Places one more user; nil when only classes with a fixed count are there, and they are complete.
    mutating func add() -> Placement? {
        guard let userClass = missingFixed() ?? order.next() else { return nil }
        let placement = Placement(userClass: userClass, loop: nextLoop)
        nextLoop = (nextLoop + 1) % loopCount
        counts[userClass] += 1
        history.append(placement)
        return placement
    }

    /// Takes the youngest user away.
    mutating func remove() -> Placement? {
        guard let placement = history.popLast() else { return nil }
        counts[placement.userClass] -= 1
        if fixedCounts[placement.userClass] > 0 { resetFixedOrder() }
        return placement
    }

    /// Notes that a user ended by itself.
    mutating func noteEnd(_ placement: Placement) {
        gone[placement, default: 0] += 1
    }

    /// Whether a user of this place ended by itself; each is told once. A place that was removed is then empty already.
    mutating func takeEnd(_ placement: Placement) -> Bool {
        guard let count = gone[placement], count > 0 else { return false }
        gone[placement] = count - 1
        return true
    }

    /// Gives up the places of users that ended by themselves, so that the next ramp counts those that are there.
    mutating func forgetGone() {
        guard gone.contains(where: { $0.value > 0 }) else { return }
        history = history.reversed().filter { !takeEnd($0) }.reversed()
        gone = [:]
        counts = counts.map { _ in 0 }
        for placement in history { counts[placement.userClass] += 1 }
        resetFixedOrder()
    }

    private mutating func missingFixed() -> Int? {
        guard zip(counts, fixedCounts).contains(where: { $0 < $1 }) else { return nil }
        // Each class occurs in the order as often as it has users missing; complete ones are skipped.
        for _ in 0..<(counts.count &* 2 &+ 2) {
            guard let candidate = fixedOrder.next() else { return nil }
            if counts[candidate] < fixedCounts[candidate] { return candidate }
        }
        return counts.indices.first { counts[$0] < fixedCounts[$0] }
    }

    private mutating func resetFixedOrder() {
        fixedOrder = ClassOrder(zip(counts, fixedCounts).map { Double(max($1 - $0, 0)) })
    }
}

extension UserDispatcher {
    /// The shares of the classes among `userCount` users: what --show-task-ratio shows.
    static func shares(weights: [Double], fixedCounts: [Int], userCount: Int) -> [Double] {
        guard !weights.isEmpty else { return [] }
        var dispatcher = UserDispatcher(weights: weights, fixedCounts: fixedCounts, loopCount: 1)
        for _ in 0..<min(userCount, 1_000_000) where dispatcher.add() == nil { break }
        guard dispatcher.count > 0, fixedCounts.contains(where: { $0 > 0 }) else {
            let sum = weights.reduce(0, +)
            return weights.map { sum > 0 ? $0 / sum : 0 }
        }
        return dispatcher.counts.map { Double($0) / Double(dispatcher.count) }
    }
}
