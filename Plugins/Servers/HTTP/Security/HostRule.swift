// Assay: which Host headers are served.
// SPDX-License-Identifier: Apache-2.0

/// The hosts that requests may name, against DNS rebinding.
struct HostRule: Sendable {
    /// MLflow's: this machine, on any port, and the private networks.
    private static let defaults: [String] =
        ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "localhost:*", "127.0.0.1:*", "[[]::1]:*", "0.0.0.0:*"]
        + ["192.168.*", "10.*"] + (16..<32).map { "172.\($0).*" } + ["fc00:*", "fd00:*"]

    /// What is answered to others.
    static let refusal: StaticString = "Invalid Host header - possible DNS rebinding attack detected"

    private let patterns: [Glob]
    private let allowsAll: Bool
    private let isDefault: Bool

    /// The rule for the hosts of `--allowed-hosts`; the defaults for none.
    init(_ hosts: [String]) {
        isDefault = hosts.isEmpty
        patterns = (isDefault ? Self.defaults : hosts).map { Glob($0) }
        allowsAll = patterns.contains { $0.isWildcard }
    }

    /// Whether a request that names these hosts, in its header and its target, is served.
    func allows(_ hosts: [String]) -> Bool { allowsAll || hosts.allSatisfy { allows($0) } }

    /// A pattern such as "10.*" stands for addresses: "10.example.com" is a name that anybody may point at this machine.
    private func allows(_ host: String) -> Bool {
        guard let name = HostName(host), patterns.contains(where: { $0.matches(host) }) else { return false }
        return !isDefault || name.isAddress || name.text == "localhost"
    }
}
