// Assay: the cells of a shard by name and user class.
// SPDX-License-Identifier: Apache-2.0

/// The cells of a shard: one for each name and user class that met, found by two numbers.
///
/// Raw memory is safe here: `find` checks both numbers against the grid's size.
struct CellGrid {
    typealias Slot = UnsafeMutablePointer<Cell>?

    private var slots: UnsafeMutablePointer<Slot>
    private var names = 64
    private var userClasses = 4

    init() {
        slots = .allocate(capacity: names * userClasses)
        slots.initialize(repeating: nil, count: names * userClasses)
    }

    /// The cell of a name and a user class, if it was made.
    @inline(__always)
    func find(_ name: Int, _ userClass: Int) -> Slot {
        guard name < names, userClass < userClasses else { return nil }
        return slots[name &* userClasses &+ userClass]
    }

    /// Makes the cell of a name and a user class, which must not be there yet.
    mutating func make(_ name: Int, _ userClass: Int, _ cell: Cell) -> UnsafeMutablePointer<Cell> {
        if name >= names || userClass >= userClasses { grow(name, userClass) }
        let memory = UnsafeMutablePointer<Cell>.allocate(capacity: 1)
        memory.initialize(to: cell)
        slots[name * userClasses + userClass] = memory
        return memory
    }

    func forEach(_ body: (UnsafeMutablePointer<Cell>) -> Void) {
        for index in 0..<names * userClasses { if let cell = slots[index] { body(cell) } }
    }

    func destroy() {
        forEach { cell in
            cell.pointee.origin.deallocate()
            cell.deallocate()
        }
        slots.deallocate()
    }

    private mutating func grow(_ name: Int, _ userClass: Int) {
        let newNames = name < names ? names : max(names * 2, name + 1)
        let newClasses = userClass < userClasses ? userClasses : max(userClasses * 2, userClass + 1)
        let grown = UnsafeMutablePointer<Slot>.allocate(capacity: newNames * newClasses)
        grown.initialize(repeating: nil, count: newNames * newClasses)
        for row in 0..<names {
            for column in 0..<userClasses { grown[row * newClasses + column] = slots[row * userClasses + column] }
        }
        slots.deallocate()
        slots = grown
        names = newNames
        userClasses = newClasses
    }
}
