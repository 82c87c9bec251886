// Assay: test data that all users of a run share.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
private import Synchronization

/// Rows of test data from a file, handed out one by one to all users on all loops.
///
///     final class Customer: HTTPUser, User {
///         let accounts: Feeder
///
///         required init(_ context: UserContext) throws {
///             accounts = try Feeder.shared("accounts.csv", .unique)
///             try super.init(context)
///         }
///
///         func onStart() async throws {
///             let account = try accounts.next()
///             try await http.post("/login", json: ["name": .string(account["name"] ?? "")])
///         }
///     }
///
/// A file is read once, into one block of memory; a user's share of it is one reference. In a distributed run every
/// worker process has a feeder of its own: give each its `Share` where rows must not meet.
public final class Feeder: Sendable {
    /// The names of the columns, in the order of the file.
    public let columns: [String]
    /// The rows that this feeder hands out: those of its share.
    public let count: Int
    /// What `.random` began with, so that a run can be repeated.
    public let seed: UInt64

    private let table: FeederTable
    private let source: FeederSource
    private let stopsAtEnd: Bool
    private let cursor = Atomic<Int>(0)

    /// Reads a file; every call makes a feeder that begins anew. Use `shared` for one that all users share.
    ///
    /// `path` is relative to the working directory. `atEnd` is `.wrap` unless given, and `.stop` with `.unique`. `seed`
    /// is drawn by chance unless given. Throws if the file cannot be read, holds no rows or is malformed, with the line.
    public convenience init(
        _ path: String, _ strategy: Strategy = .sequential, atEnd: End? = nil, seed: UInt64? = nil,
        format: Format = .byName, share: Share = .whole
    ) throws(AssayError) {
        try self.init(FeederSource(path, strategy, atEnd, seed, format, share))
    }

    init(_ source: FeederSource) throws(AssayError) {
        try source.check()
        table = try FeederTable(contentsOf: source.path, format: source.format)
        self.source = source
        columns = table.columns
        count = source.share.count(of: table.count)
        seed = source.seed ?? UInt64.random(in: 0 ... .max)
        stopsAtEnd = source.strategy == .unique || source.atEnd == .stop
        guard count > 0 else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "feeder file '\(source.path)': \(table.count) rows leave none for share \(source.share.index) of "
                    + "\(source.share.count); give it more rows")
        }
    }

    /// The next row, from any loop, without a lock. Throws `StopUser`, which ends the user, when the rows are used up.
    public func next() throws(StopUser) -> Row {
        let turn = cursor.wrappingAdd(1, ordering: .relaxed).oldValue
        if stopsAtEnd, turn >= count || turn < 0 { throw StopUser() }
        let (pass, step) = (turn & .max).quotientAndRemainder(dividingBy: count)
        var place = step
        if source.strategy == .random {
            place = Permutation(count: count, seed: seed &+ UInt64(pass)).place(of: step)
        }
        return Row(table: table, place: source.share.index &+ place &* source.share.count)
    }
}
