// Assay: the counts of one name and user class on one loop.
// SPDX-License-Identifier: Apache-2.0

/// One name as used by one user class, on one loop. It never moves: the loop writes `population`, the main thread reads
/// the texts, which do not change, and keeps its own numbers in `row` and `group`.
struct Cell {
    let name: TextPair
    let userClass: TextPair
    /// What came in since the last flip; nil when nothing did.
    var population: UnsafeMutablePointer<Population>?
    /// The row and the user class in the totals; -1 until the first merge.
    var row = -1
    var group = -1
}
