// Assay: the timers of a loop, by when they are due.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

typealias TimerPointer = UnsafeMutablePointer<assay_timer_t>

/// A hierarchical timer wheel over timers in the callers' memory: 6 levels of 256 slots, a tick of 131 µs on the
/// lowest. A timer stands on the level of the highest digit (base 256) in which its tick differs from the current one,
/// so it moves down at most once a level; adding and removing are O(1) and allocate nothing. The levels cover every
/// Int64 deadline. Confined to one thread.
struct TimerWheel {
    /// A tick is 2^17 ns.
    static let tickShift: Int64 = 17
    private static let levels = 6
    private static let slotBits = 8
    private static let slots = 256
    private static let wordsPerLevel = 4

    /// List heads: only the two links of each, which is where an assay_timer_t begins, so that a head can stand in a
    /// list as if it were a timer. The last two are `due` and `overdue`.
    private let heads: UnsafeMutableRawPointer
    /// One bit per slot that has timers.
    private let occupied: UnsafeMutablePointer<UInt64>
    /// Every timer of this tick and of those before is in `due`, or has fired.
    private var current: Int64

    private static let headCount = levels * slots + 2
    private static let headStride = 2 * MemoryLayout<UnsafeRawPointer>.stride

    init(now: assay_instant_t) {
        heads = .allocate(byteCount: Self.headCount * Self.headStride, alignment: Self.headStride)
        occupied = .allocate(capacity: Self.levels * Self.wordsPerLevel)
        occupied.initialize(repeating: 0, count: Self.levels * Self.wordsPerLevel)
        current = now >> Self.tickShift
        for index in 0..<Self.headCount {
            let head = self.head(index)
            head.pointee.next = head
            head.pointee.previous = head
        }
    }

    func deallocate() {
        heads.deallocate()
        occupied.deallocate()
    }

    @inline(__always)
    private func head(_ index: Int) -> TimerPointer {
        (heads + index &* Self.headStride).assumingMemoryBound(to: assay_timer_t.self)
    }

    /// Timers to fire now.
    private var due: TimerPointer { head(Self.levels * Self.slots) }
    /// Timers that were late when they were added: for the next turn, so that a timer that adds itself cannot hold the
    /// loop.
    private var overdue: TimerPointer { head(Self.levels * Self.slots + 1) }

    // MARK: Adding and removing

    /// Adds an inactive timer. `now` is the time of the last `advance`.
    mutating func add(_ timer: TimerPointer, deadline: assay_instant_t, now: assay_instant_t) {
        timer.pointee.deadline = deadline
        if deadline <= now {
            Self.append(timer, to: overdue)
        } else {
            place(timer)
        }
    }

    /// The first tick that begins at or after the deadline: a timer is never early. (The last tick of all stands for
    /// what is beyond it.)
    @inline(__always)
    private static func tick(of deadline: assay_instant_t) -> Int64 {
        min(((deadline &- 1) >> tickShift) &+ 1, Int64.max >> tickShift)
    }

    @inline(__always)
    private mutating func place(_ timer: TimerPointer) {
        let tick = Self.tick(of: timer.pointee.deadline)
        if tick <= current {
            Self.append(timer, to: due)
            return
        }
        let highest = 63 &- (tick ^ current).leadingZeroBitCount
        let level = highest / Self.slotBits
        let slot = Int(truncatingIfNeeded: tick >> Int64(level &* Self.slotBits)) & (Self.slots &- 1)
        let index = level &* Self.slots &+ slot
        occupied[index >> 6] |= 1 << UInt64(index & 63)
        Self.append(timer, to: head(index))
    }

    /// Removes an active timer, wherever it stands.
    mutating func remove(_ timer: TimerPointer) {
        guard let next = timer.pointee.next, let previous = timer.pointee.previous else { return }
        previous.pointee.next = next
        next.pointee.previous = previous
        timer.pointee.next = nil
        timer.pointee.previous = nil
        if next == previous { forgetIfSlot(next) }
    }

    /// Clears the bit of the slot whose head is `link`, alone in its list. (A lone timer beside `due` never gets here:
    /// next and previous are then the head itself.)
    @inline(__always)
    private mutating func forgetIfSlot(_ link: TimerPointer) {
        guard link.pointee.next == link else { return }
        let index = (UnsafeMutableRawPointer(link) - heads) / Self.headStride
        if index < Self.levels * Self.slots { occupied[index >> 6] &= ~(1 << UInt64(index & 63)) }
    }

    @inline(__always)
    private static func append(_ timer: TimerPointer, to head: TimerPointer) {
        let last = head.pointee.previous
        timer.pointee.next = head
        timer.pointee.previous = last
        last?.pointee.next = timer
        head.pointee.previous = timer
    }

    // MARK: Time

    /// Moves every timer that is due at `now` to where `popDue` finds it.
    mutating func advance(to now: assay_instant_t) {
        while let timer = overdue.pointee.next, timer != overdue {
            unlinkFirst(of: overdue, timer)
            Self.append(timer, to: due)
        }
        let target = now >> Self.tickShift
        while let (index, start) = nextSlot(), start <= target {
            current = start
            empty(index)
        }
        if target > current { current = target }
    }

    /// Places the timers of a slot anew: on a lower level, or among those due.
    private mutating func empty(_ index: Int) {
        occupied[index >> 6] &= ~(1 << UInt64(index & 63))
        let slot = head(index)
        while let timer = slot.pointee.next, timer != slot {
            unlinkFirst(of: slot, timer)
            place(timer)
        }
    }

    @inline(__always)
    private func unlinkFirst(of head: TimerPointer, _ timer: TimerPointer) {
        let next = timer.pointee.next
        head.pointee.next = next
        next?.pointee.previous = head
    }

    /// The slot to look at next, and its first tick. Timers on a lower level always come before those on a higher one.
    private func nextSlot() -> (index: Int, start: Int64)? {
        for word in 0..<(Self.levels * Self.wordsPerLevel) where occupied[word] != 0 {
            let index = word * 64 + occupied[word].trailingZeroBitCount
            let level = index / Self.slots
            let shift = Int64(level * Self.slotBits)
            let upper = (current >> (shift + Int64(Self.slotBits))) << (shift + Int64(Self.slotBits))
            return (index, upper | (Int64(index & (Self.slots - 1)) << shift))
        }
        return nil
    }

    /// Takes out the next timer that is due; it is inactive then.
    mutating func popDue() -> TimerPointer? {
        guard let timer = due.pointee.next, timer != due else { return nil }
        unlinkFirst(of: due, timer)
        timer.pointee.next = nil
        timer.pointee.previous = nil
        return timer
    }

    /// Whether a timer waits for the next turn only.
    var hasDue: Bool { due.pointee.next != due || overdue.pointee.next != overdue }

    /// When to look again: the deadline of the next timer rounded up to a tick, or an earlier moment at which timers
    /// move down a level. Nil without timers.
    var nextInstant: assay_instant_t? {
        nextSlot().map { $0.start << Self.tickShift }
    }
}
