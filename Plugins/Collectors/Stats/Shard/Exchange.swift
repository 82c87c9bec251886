// Assay: what a loop and the main thread exchange.
// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What a loop sets apart for the main thread, and what it gets back. It belongs to whoever `isApart` says: the main thread
/// while it is true, the loop while it is false. The flag's release and acquire order the hand-over; it is in memory of its
/// own because both sides look at it.
struct Exchange {
    var populations: UnsafeMutablePointer<Population>?
    var errors = FaultList()
    var exceptions = FaultList()
    /// Emptied by the main thread, for the loop to use again.
    var returned: UnsafeMutablePointer<Population>?
    var returnedPages = PagePool()

    /// Makes one in memory of its own.
    static func allocate() -> UnsafeMutablePointer<Exchange> {
        let memory = UnsafeMutablePointer<Exchange>.allocate(capacity: 1)
        memory.initialize(to: Exchange())
        return memory
    }

    /// Makes the flag that says whose it is; false.
    static func allocateFlag() -> UnsafeMutablePointer<Atomic<Bool>> {
        let memory = UnsafeMutablePointer<Atomic<Bool>>.allocate(capacity: 1)
        memory.initialize(to: Atomic(false))
        return memory
    }
}
