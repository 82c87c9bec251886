// Assay: values of metrics that wait to be written.
// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// Gathers values of a run's metrics and writes them in the background, in order: what comes while a write is under way
/// goes with the next one. It holds at most `capacity` values; who logs more waits.
final class MetricBuffer: Sendable {
    /// The most values that wait.
    static let capacity = 20_000

    private struct State {
        var points: [MetricPoint] = []
        var writing: Task<Void, Never>?
        /// What a write in the background ran into; it is told once, to whoever comes next.
        var failure: (any Error)?
    }

    private let client: TrackingClient
    private let runID: String
    private let state = Mutex(State())

    init(_ client: TrackingClient, runID: String) {
        self.client = client
        self.runID = runID
    }

    /// Takes a value.
    func append(_ point: MetricPoint) async throws {
        let isFull = try state.withLock { state in
            try Self.throwFailure(&state)
            state.points.append(point)
            if state.writing == nil { state.writing = begin() }
            return state.points.count >= Self.capacity
        }
        if isFull { try await flush() }
    }

    /// Waits until all values taken so far are written.
    func flush() async throws {
        while let writing = state.withLock({ $0.writing }) { await writing.value }
        try state.withLock { try Self.throwFailure(&$0) }
    }

    private static func throwFailure(_ state: inout State) throws {
        guard let failure = state.failure else { return }
        state.failure = nil
        throw failure
    }

    /// Called under the lock.
    private func begin() -> Task<Void, Never> {
        Task { await self.write() }
    }

    private func write() async {
        while let points = take() {
            do {
                try await client.log(points, to: runID)
            } catch {
                // The values are gone, and the caller learns of it.
                state.withLock { $0.failure = $0.failure ?? error }
            }
        }
    }

    /// The next values to write; none ends the writing.
    private func take() -> [MetricPoint]? {
        state.withLock { state in
            if state.points.isEmpty {
                state.writing = nil
                return nil
            }
            defer { state.points = [] }
            return state.points
        }
    }
}
