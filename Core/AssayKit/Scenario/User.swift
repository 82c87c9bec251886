// Assay: a class of simulated users.
// SPDX-License-Identifier: Apache-2.0

/// A class of simulated users, as Locust's User. Each user is an instance that lives on one loop: its code never runs
/// on two threads, and its state needs no locks.
///
///     final class Visitor: HTTPUser, User {
///         static let waitTime = WaitTime.between(1, 3)
///
///         static var tasks: TaskList<Visitor> {
///             task("browse", weight: 3) { try await $0.http.get("/products") }
///             task("buy") { try await $0.http.post("/cart", json: ["id": 1]) }
///         }
///     }
///
/// An abstract base is a class, or a protocol that refines `User`, which is not in the scenario's list of users.
public protocol User: AnyObject, SendableMetatype {
    /// The name in statistics and on the command line; the type's name unless given.
    static var name: String { get }
    /// The share of users of this class among those without a fixed count; 1 unless given, 0 for none.
    static var weight: Double { get }
    /// When not 0: exactly so many users, before any weighted class.
    static var fixedCount: Int { get }
    /// The base URL when the command line gives none.
    static var host: String? { get }
    /// How long a user waits between two tasks; not at all unless given.
    static var waitTime: WaitTime { get }
    /// The tasks: the root task set.
    @TaskListBuilder<Self> static var tasks: TaskList<Self> { get }
    /// How the root task set chooses; by weight unless given.
    static var order: TaskOrder { get }

    /// The ids of the client components that users of the class open sessions of; an `HTTPUser` has its own unless given.
    static var clients: [String] { get }

    /// Makes a user, on its loop.
    init(_ context: UserContext) throws

    /// Called once before the first task.
    func onStart() async throws
    /// Called once after the last task, also when the user was stopped by force.
    func onStop() async throws
    /// The seconds to wait, for `WaitTime.custom`.
    func customWaitTime() -> Double
}

extension User {
    /// The type's name.
    public static var name: String { String(describing: Self.self) }
    /// 1.
    public static var weight: Double { 1 }
    /// 0: weighted.
    public static var fixedCount: Int { 0 }
    /// None.
    public static var host: String? { nil }
    /// No wait.
    public static var waitTime: WaitTime { .none }
    /// The client of an `HTTPUser`; none for other users.
    public static var clients: [String] { (Self.self as? HTTPUser.Type).map { [$0.httpOptions.client] } ?? [] }
    /// By weight.
    public static var order: TaskOrder { .weighted }

    /// Does nothing.
    public func onStart() async throws {}
    /// Does nothing.
    public func onStop() async throws {}
    /// No wait.
    public func customWaitTime() -> Double { 0 }
}
