// Assay: how a page of runs is found.
// SPDX-License-Identifier: Apache-2.0

/// The statements that find one page of runs, and what to make of their rows.
///
/// Where ``probe()`` is there, run it first: its one row counts how many runs each indexed comparison allows, up to
/// ``fewRuns`` and one. Then run the statements of ``steps(counts:)`` one after the other until a ``RunSearchPage`` is
/// full, each for as many rows as the page still lacks. Each row is the run's number, then ``keyCount`` sort keys. A
/// page is found by position, never by counting rows from the start.
///
/// Texts are compared by bytes. Prepare the statements anew each time (`ASSAY_SQL_ONCE`) where the database plans by
/// the values, as PostgreSQL does.
public struct RunSearchPlan: Sendable {
    /// So many runs are sorted rather than found in order.
    public static let fewRuns: Int64 = 12_000
    /// So many ranges of an index are merged; beyond that all runs of the experiments are sorted.
    static let branchLimit = 32

    /// A page is often full after a small window; where few runs match, the windows grow.
    private static let firstWindow: Int64 = 1_000
    private static let greatestWindow: Int64 = 32_000

    let dialect: SearchDialect
    let experiments: [Int64]
    let lifecycle: RunLifecycle
    let filter: [Comparison]
    let order: RunOrder
    let metricKeys: [String: Int64]
    private(set) var position: [SortValue]?
    /// So many runs are looked at by one statement that goes through runs by start time.
    private(set) var windowRuns = Self.firstWindow
    /// Tells tokens of one search from those of another.
    public let fingerprint: UInt64

    /// Plans a search.
    ///
    /// - Parameters:
    ///   - search: a search of runs.
    ///   - experiments: the experiments, each once; none finds nothing.
    ///   - lifecycle: which of them to look at.
    ///   - metricKeys: the numbers of the metrics that ``metrics(of:)`` names, as far as there are such.
    ///   - after: where the page begins; nil for the first.
    public init(
        _ search: Search, experiments: [Int64], lifecycle: RunLifecycle, metricKeys: [String: Int64],
        dialect: SearchDialect, after: RunPosition? = nil
    ) {
        self.dialect = dialect
        self.experiments = experiments
        self.lifecycle = lifecycle
        self.metricKeys = metricKeys
        filter = search.filter.map(RunTables.stored)
        order = RunOrder(search.order, metricKeys: metricKeys)
        position = after?.values
        fingerprint = Fingerprint.of(search, experiments, lifecycle)
    }

    /// The names of the metrics whose numbers a plan needs.
    public static func metrics(of search: Search) -> Set<String> {
        Set(search.filter.filter { $0.entity == .metric }.map(\.key))
            .union(search.order.filter { $0.entity == .metric }.map(\.key))
    }

    /// How many sort keys each row has.
    public var keyCount: Int { order.keys.count }

    /// The same plan for the page behind a position.
    public func after(_ position: RunPosition) -> RunSearchPlan {
        var plan = self
        plan.position = position.values
        return plan
    }

    /// The same plan for the rest of a page, which was not full after what was looked at.
    public func goingOn(behind position: RunPosition) -> RunSearchPlan {
        var plan = after(position)
        plan.windowRuns = min(windowRuns * 4, Self.greatestWindow)
        return plan
    }

    var condition: RunCondition {
        RunCondition(predicate: Predicate(dialect: dialect), metricKeys: metricKeys)
    }

    var candidates: RunCandidates { RunCandidates(experiments: experiments, condition: condition) }

    /// A join whose left side is read first; PostgreSQL sees that by itself.
    var orderedJoin: String { dialect == .sqlite ? "CROSS JOIN" : "JOIN" }
}
