// Assay: routes that are straight-line code.
// SPDX-License-Identifier: Apache-2.0

/// Routes that wait for something: each exchange is a task of its own on one of the host's work loops. It must not
/// block; the task is cancelled when the peer goes away.
public protocol AsyncRoutesComponent: RoutesComponent, Sendable {
    /// The exchanges in flight; made once from the component's host.
    var tasks: RouteTasks { get }

    /// Answers an exchange. Nil when it was ended already, as a streamed answer is. What is thrown is logged, and the
    /// peer gets a 500.
    func answer(_ exchange: Exchange) async throws -> RouteAnswer?
}

extension AsyncRoutesComponent {
    /// Begins a task for the exchange.
    public func handle(_ exchange: Exchange) {
        tasks.begin(exchange) { try await self.answer($0) }
    }
}
