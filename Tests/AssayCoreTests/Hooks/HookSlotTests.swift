// Assay: tests of a hook's place on a loop.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Testing

@testable import AssayCore

@Suite struct HookSlotTests {
    private func list(_ version: UInt64, _ observers: Int) -> ObserverList {
        let observer = Observer(listener: { _, _ in }, userData: nil)
        return ObserverList(hook: 0, version: version, observers: Array(repeating: observer, count: observers))
    }

    @Test func anOlderListThatComesLateIsGivenBack() {
        let slots = HookSlot.allocateAll()
        defer { HookSlot.deallocateAll(slots) }
        let (first, second, third) = (list(1, 1), list(2, 2), list(3, 0))
        #expect(slots[7].observers == nil)
        #expect(slots[7].replace(with: second) == nil)
        #expect(slots[7].observers == second.observers)
        #expect(slots[7].replace(with: first)?.word == first.word)
        #expect(slots[7].observers == second.observers)
        #expect(slots[7].replace(with: third)?.word == second.word)
        #expect(slots[7].observers == nil)
        #expect(slots[7].clear()?.word == third.word)
        for list in [first, second, third] { list.release() }
    }
}
