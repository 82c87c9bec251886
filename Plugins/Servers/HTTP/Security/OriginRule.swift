// Assay: which pages of other origins may use the server.
// SPDX-License-Identifier: Apache-2.0

/// The origins whose pages may write, and read what is answered.
struct OriginRule: Sendable {
    /// What is answered to a write from elsewhere.
    static let refusal: StaticString = "Cross-origin request blocked"

    private let patterns: [Glob]
    /// Whether every origin is allowed; then no credentials are.
    let allowsAll: Bool

    init(_ origins: [String]) {
        patterns = origins.map { Glob($0) }
        allowsAll = patterns.contains { $0.isWildcard }
    }

    /// Whether a request that changes something is refused.
    func blocks(_ method: String, _ origin: String?) -> Bool {
        guard let origin, !origin.isEmpty, !allowsAll, ["POST", "PUT", "DELETE", "PATCH"].contains(method) else {
            return false
        }
        return !OriginHost(origin).isThisMachine && !patterns.contains { $0.matches(origin) }
    }

    /// Whether a page of `origin` may read answers: one that is listed, or one of this machine, without TLS.
    func allowsReading(_ origin: String) -> Bool {
        allowsAll || patterns.contains { $0.isExactly(origin) } || Self.isLocal(origin)
    }

    /// "http://localhost", "http://127.0.0.1" or "http://[::1]", with or without a port.
    private static func isLocal(_ origin: String) -> Bool {
        for prefix in ["http://localhost", "http://127.0.0.1", "http://[::1]"] where origin.hasPrefix(prefix) {
            let rest = origin.utf8.dropFirst(prefix.utf8.count)
            if rest.isEmpty { return true }
            let digits = rest.dropFirst()
            return rest.first == UInt8(ascii: ":") && !digits.isEmpty
                && digits.allSatisfy { (0x30...0x39).contains($0) }
        }
        return false
    }
}
