// Assay: how much memory the bodies of requests may take together.
// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The bytes of request bodies that a server holds, over all connections.
final class BodyBudget: Sendable {
    private let most: Int
    private let used = Atomic<Int>(0)

    init(_ most: Int) {
        self.most = most
    }

    /// Whether little is left, so that streams should not hold more than they must.
    var isTight: Bool { used.load(ordering: .relaxed) > most / 2 }

    /// Takes `count` bytes; false, and nothing is taken, when they are not left.
    fileprivate func take(_ count: Int) -> Bool {
        if used.wrappingAdd(count, ordering: .relaxed).newValue <= most { return true }
        give(count)
        return false
    }

    /// Takes `count` bytes, also when they are not left: they are there already.
    fileprivate func add(_ count: Int) { used.wrappingAdd(count, ordering: .relaxed) }

    fileprivate func give(_ count: Int) { used.wrappingSubtract(count, ordering: .relaxed) }
}

/// What one body has of the budget; it is given back when nobody refers to it any more.
final class BodyShare {
    private let budget: BodyBudget
    private var count = 0

    init(_ budget: BodyBudget) {
        self.budget = budget
    }

    deinit { budget.give(count) }

    /// Takes more; false when the budget is used up.
    func take(_ more: Int) -> Bool {
        guard budget.take(more) else { return false }
        count += more
        return true
    }

    /// Sets how much there is, whether it is left or not.
    func set(_ now: Int) {
        budget.add(now - count)
        count = now
    }
}
