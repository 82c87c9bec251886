// Assay: how many requests of one session may be under way at once.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// The limit. Over HTTP/1.1 it is the number of connections. Where HTTP/2 may be spoken the first request goes alone, so
/// that those behind it find out whether they can share its connection.
struct StreamLimit {
    private(set) var count: Int
    private let connections: Int
    private var isKnown: Bool

    /// What servers commonly allow on one connection.
    private static let streams = 100

    init(_ settings: HTTPSettings, _ base: BaseURL) {
        connections = settings.common.maxConnections
        // Without TLS nothing is negotiated.
        let isPlain = settings.version == .automatic && base.origin.starts(with: "http:".utf8)
        isKnown = !settings.multiplex || settings.version == .http1 || isPlain
        count = isKnown ? connections : 1
    }

    /// Takes note of a response; true when the limit has risen.
    mutating func learn(isMultiplexed: Bool) -> Bool {
        guard !isKnown else { return false }
        isKnown = true
        count = isMultiplexed ? Self.streams : connections
        return count > 1
    }
}
