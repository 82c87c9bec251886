// Assay: a page of runs while it is filled.
// SPDX-License-Identifier: Apache-2.0

/// Takes the rows of a plan's steps and says what is still to do.
///
/// A page is full with one run more than it shows, which tells that a next page exists. Statements that go through
/// many runs look at a bounded number of them; their last row, which has no number, is where to go on. A store goes
/// on with the plan behind ``continuation`` until the page is full, or gives the client what it has: the next token is
/// then the continuation, and the page is shorter than asked.
public struct RunSearchPage: Sendable {
    private let size: Int
    private var rows: [(run: Int64, keys: [SortValue])] = []

    /// Where to go on, if the last step has not looked at all runs.
    public private(set) var continuation: RunPosition?

    /// An empty page of at most `size` runs.
    public init(size: Int) { self.size = max(1, size) }

    /// Takes a row of a statement: the run's number, nil for the end of what was looked at, and the sort keys.
    public mutating func add(_ run: Int64?, _ keys: [SortValue]) {
        guard let run else { return continuation = RunPosition(keys) }
        if rows.count <= size { rows.append((run, keys)) }
    }

    /// Forgets the continuation, before the plan behind it is run.
    public mutating func goOn() -> RunPosition? {
        defer { continuation = nil }
        return continuation
    }

    /// How many rows are still to be asked for.
    public var missing: Int64 { Int64(size + 1 - rows.count) }

    /// Whether nothing more need be asked for.
    public var isFull: Bool { rows.count > size }

    /// The runs of the page, in order.
    public var runs: [Int64] { rows.prefix(size).map(\.run) }

    /// Where the next page begins; nil when this is the last.
    public var next: RunPosition? {
        isFull ? RunPosition(rows[size - 1].keys) : continuation
    }
}
