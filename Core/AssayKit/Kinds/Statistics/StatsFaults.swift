// Assay: failures and exceptions in the statistics.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// Failures of one (method, name) with the same text.
public struct StatsError: Sendable {
    /// "GET".
    public let method: String
    /// The name of the requests.
    public let name: String
    /// Why they failed.
    public let error: String
    /// How many failed so.
    public let occurrences: UInt64
    /// Wall clock, in nanoseconds.
    public let firstSeen: assay_time_t
    /// Wall clock, in nanoseconds.
    public let lastSeen: assay_time_t

    init(_ error: assay_stats_error_t) {
        method = text(error.method)
        name = text(error.name)
        self.error = text(error.error)
        occurrences = error.occurrences
        firstSeen = error.first_seen
        lastSeen = error.last_seen
    }
}

/// Errors thrown by tasks with the same text and trace.
public struct StatsException: Sendable {
    /// What was thrown.
    public let message: String
    /// Where it came from.
    public let trace: String
    /// The user class where it was first seen.
    public let userClass: String
    /// The task where it was first seen.
    public let task: String
    /// How often it was thrown.
    public let count: UInt64

    init(_ exception: assay_stats_exception_t) {
        message = text(exception.message)
        trace = text(exception.trace)
        userClass = text(exception.user_class)
        task = text(exception.task)
        count = exception.count
    }
}
