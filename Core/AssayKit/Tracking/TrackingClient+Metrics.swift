// Assay: metrics without JSON on the way in.
// SPDX-License-Identifier: Apache-2.0

extension TrackingClient {
    /// Logs at most `mostMetrics` values.
    func log(_ points: ArraySlice<MetricPoint>, to run: String) async throws {
        let answer = try await tracking.log(
            MetricPoints(workspace: workspace, principal: principal, runID: run, points: Array(points)))
        guard answer.isSuccess else { throw TrackingFailure(answer) }
    }
}
