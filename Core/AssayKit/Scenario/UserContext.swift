// Assay: what a simulated user knows of its place in the run.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON
internal import CAssay

/// Given to a user when it is made; keep it to sleep, to draw random numbers and to record work of other protocols.
public struct UserContext {
    let driver: UserDriver

    /// Counts from 1 over the whole run.
    public var userID: UInt64 { driver.context.pointee.user_id }

    /// The base URL: --host, or the class's own; empty when there is none.
    public var host: String { driver.home.baseURL }

    /// The run's options: what the command line gave, custom options included.
    public var options: JSONValue { driver.home.options }

    /// The monotonic clock, in nanoseconds: the one that times of pieces are of.
    public var now: Int64 { driver.home.loop.now }

    /// Suspends the user; other users go on. Throws `CancellationError` when the user is stopped by force.
    public func sleep(seconds: Double) async throws {
        try await driver.sleep(seconds: seconds)
    }

    /// A random number generator of the user's loop, seeded by --seed.
    public func random<Result>(_ body: (inout RandomSource) -> Result) -> Result {
        body(&driver.home.random)
    }

    /// Counts work of any protocol as one request, as Locust's events.request does.
    ///
    /// `responseTime` is in milliseconds; an `error` makes it a failure.
    public func record(
        method: String, name: String, responseTime: Double, responseLength: Int = 0, error: String? = nil
    ) {
        driver.record(method, name, responseTime, responseLength, error)
    }
}
