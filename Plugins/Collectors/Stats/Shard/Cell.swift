// Assay: the counts of one name and user class on one loop.
// SPDX-License-Identifier: Apache-2.0

/// One name as used by one user class, on one loop. It never moves.
struct Cell {
    /// What came in since the last flip; nil when nothing did.
    var population: UnsafeMutablePointer<Population>?
    let origin: UnsafeMutablePointer<CellOrigin>

    /// Makes the cell of a name and a user class.
    init(_ name: TextPair, _ userClass: TextPair) {
        origin = .allocate(capacity: 1)
        origin.initialize(to: CellOrigin(name: name, userClass: userClass))
    }
}

/// What a cell counts. The texts never change; the rest belongs to the main thread.
struct CellOrigin {
    let name: TextPair
    let userClass: TextPair
    /// The row and the user class in the totals; -1 until the first merge.
    var row = -1
    var group = -1
}
