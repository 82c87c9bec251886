// Assay: which Host headers are served.
// SPDX-License-Identifier: Apache-2.0

/// The hosts that requests may name, against DNS rebinding.
struct HostRule: Sendable {
    /// MLflow's: this machine, on any port, and the private networks.
    static let defaults: [String] =
        ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "localhost:*", "127.0.0.1:*", "[[]::1]:*", "0.0.0.0:*"]
        + ["192.168.*", "10.*"] + (16..<32).map { "172.\($0).*" } + ["fc00:*", "fd00:*"]

    /// What is answered to others.
    static let refusal: StaticString = "Invalid Host header - possible DNS rebinding attack detected"

    private let patterns: [Glob]
    private let allowsAll: Bool

    init(_ hosts: [String]) {
        patterns = hosts.map { Glob($0) }
        allowsAll = patterns.contains { $0.isWildcard }
    }

    /// Whether a request with this Host header is served.
    func allows(_ host: String) -> Bool {
        allowsAll || (!host.isEmpty && patterns.contains { $0.matches(host) })
    }
}
