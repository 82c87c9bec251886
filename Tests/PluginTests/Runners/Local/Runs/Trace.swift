// Assay: what the users of a test run did, and when.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import Synchronization

/// What the users of one run did, and the hooks that were told. The run's options carry its number, so that users find theirs.
final class Trace: Sendable {
    /// Something that a user did, in seconds since the run began.
    struct Entry: Sendable {
        let time: Double
        let user: UInt64
        let what: String
    }

    private static let all = Mutex<[Int: Trace]>([:])
    private static let last = Atomic<Int>(0)

    let number: Int
    let start: Int64
    private let kept = Mutex<[Entry]>([])
    private let heard = Mutex<[String]>([])

    /// Makes a trace that begins at an instant of the loop's clock.
    init(start: Int64) {
        number = Trace.last.wrappingAdd(1, ordering: .relaxed).newValue
        self.start = start
        Trace.all.withLock { $0[number] = self }
    }

    /// The trace of a user's run.
    static func of(_ context: UserContext) -> Trace? {
        let number = Int(context.options["trace"]?.intValue ?? 0)
        return all.withLock { $0[number] }
    }

    /// Forgets the trace.
    func close() {
        Trace.all.withLock { $0[number] = nil }
    }

    func add(_ what: String, user: UInt64, at instant: Int64) {
        kept.withLock { $0.append(Entry(time: Double(instant - start) / 1e9, user: user, what: what)) }
    }

    /// Notes that a hook was told.
    func hear(_ hook: String) {
        heard.withLock { $0.append(hook) }
    }

    /// The hooks that were told, in order.
    var hooks: [String] { heard.withLock { $0 } }

    /// All that was done.
    var entries: [Entry] { kept.withLock { $0 } }

    /// What was done, in order.
    var words: [String] { entries.map(\.what) }

    /// When something was done.
    func times(_ what: String) -> [Double] { entries.filter { $0.what == what }.map(\.time) }

    /// How often something was done.
    func count(_ what: String) -> Int { entries.reduce(0) { $0 + ($1.what == what ? 1 : 0) } }
}

/// A user that notes what it does; an abstract base.
class TracedUser {
    let context: UserContext
    private let trace: Trace?

    required init(_ context: UserContext) throws {
        self.context = context
        trace = Trace.of(context)
    }

    func note(_ what: String) {
        trace?.add(what, user: context.userID, at: context.now)
    }

    func onStart() async throws { note("start") }
    func onStop() async throws { note("stop") }
}
