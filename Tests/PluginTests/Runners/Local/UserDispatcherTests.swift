// Assay: tests of which users start and stop.
// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import LocalRunner

@Suite struct UserDispatcherTests {
    @Test func fixedCountsComeFirstAndExactly() {
        var dispatcher = UserDispatcher(weights: [2, 1, 0.5, 1], fixedCounts: [0, 3, 0, 1], loopCount: 2)
        let placements = (0..<20).compactMap { _ in dispatcher.add() }
        #expect(placements.prefix(4).map(\.userClass).sorted() == [1, 1, 1, 3])
        #expect(placements.dropFirst(4).allSatisfy { $0.userClass == 0 || $0.userClass == 2 })
        #expect(placements.filter { $0.userClass == 2 }.count == 3)
        #expect(placements.map(\.loop) == (0..<20).map { $0 % 2 })
    }

    @Test func removesTheYoungestFirst() {
        var dispatcher = UserDispatcher(weights: [5, 1], fixedCounts: [0, 0], loopCount: 3)
        let added = (0..<30).compactMap { _ in dispatcher.add() }
        let removed = (0..<30).compactMap { _ in dispatcher.remove() }
        #expect(removed == added.reversed())
        #expect(dispatcher.remove() == nil)
    }

    @Test func aFixedUserThatWasRemovedComesBackFirst() {
        var dispatcher = UserDispatcher(weights: [1, 1], fixedCounts: [0, 2], loopCount: 1)
        for _ in 0..<2 { _ = dispatcher.add() }
        _ = dispatcher.remove()
        #expect(dispatcher.add()?.userClass == 1)
        #expect(dispatcher.add()?.userClass == 0)
    }

    @Test func endsWhenOnlyFixedClassesAreThere() {
        var dispatcher = UserDispatcher(weights: [1], fixedCounts: [2], loopCount: 1)
        #expect(dispatcher.add() != nil)
        #expect(dispatcher.add() != nil)
        #expect(dispatcher.add() == nil)
        #expect(dispatcher.count == 2)
    }

    @Test func sharesAreThoseOfTheWeights() {
        #expect(UserDispatcher.shares(weights: [3, 1], fixedCounts: [0, 0], userCount: 10) == [0.75, 0.25])
        #expect(UserDispatcher.shares(weights: [1, 1], fixedCounts: [0, 2], userCount: 10) == [0.8, 0.2])
    }
}
