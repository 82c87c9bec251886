// Assay: one route and what it does.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// A route, and how its exchanges are answered.
protocol Endpoint: Sendable {
    var route: Route { get }

    /// Ends the exchange, now or later, on any thread.
    func handle(_ exchange: Exchange, _ store: TrackingStore?)
}
