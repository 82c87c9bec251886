// Assay: what the connections of a server share.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import NIOCore
import Synchronization

/// What all connections of a server share; nothing of it changes while it listens.
final class Service: Sendable {
    let host: Host
    let routes: RouteTable
    /// Nil when the checks are turned off.
    let rules: SecurityRules?
    let apiPrefixes: [String]
    let limits: Limits
    /// Whether each request is logged.
    let logsRequests: Bool
    /// What the bodies of requests may take.
    let budget: BodyBudget
    /// How many connections are open.
    let connections = Atomic<Int>(0)

    init(_ host: Host, _ routes: RouteTable, _ config: ServerConfig) {
        self.host = host
        self.routes = routes
        rules = config.rules
        apiPrefixes = config.apiPrefixes
        limits = config.limits
        budget = BodyBudget(config.limits.bodies)
        let log = host.table(ASSAY_EXT_LOG, as: assay_log_t.self)
        logsRequests = log?.pointee.get_level?(host.pointer) == .ASSAY_LOG_DEBUG
    }

    /// Whether a path belongs to the API, whose OPTIONS are answered without a body.
    func isAPI(_ path: String) -> Bool { apiPrefixes.contains { path.hasPrefix($0) } }

    func log(_ level: assay_log_level_t, _ message: @autoclosure () -> String) {
        host.log(level, HTTPServer.id, message())
    }
}
