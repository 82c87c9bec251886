// Assay: the config of the server.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import NIOCore

/// Where to listen, what to serve, and its bounds.
struct ServerConfig: Sendable {
    let endpoint: Endpoint
    /// The names of the instances whose routes are served.
    let routes: [String]
    /// The threads that serve connections; nil for one a work loop.
    let threads: Int?
    let apiPrefixes: [String]
    let rules: SecurityRules?
    let limits: Limits

    init(_ config: Config) throws {
        let host = try config.string("host", default: "127.0.0.1")
        let port = try config.int("port", in: 0...65_535, default: 5000)
        if let path = try config.string("unix_path") {
            guard !path.isEmpty, path.utf8.count <= 107 else {
                throw config.invalid("unix_path", "the path of a socket, of at most 107 bytes")
            }
            endpoint = .unix(path: path)
        } else {
            guard !host.isEmpty else { throw config.invalid("host", "an address or a host name") }
            endpoint = .network(host: host, port: port)
        }
        routes = try config.strings("routes")
        threads = try config.int("threads", in: 1...1024)
        apiPrefixes = try config.strings("api_prefixes")
        rules = try Self.rules(config, apiPrefixes)
        limits = try Self.limits(config)
        try config.rejectUnknownKeys()
    }

    private static func rules(_ config: Config, _ prefixes: [String]) throws -> SecurityRules? {
        let hosts = try config.strings("allowed_hosts")
        let origins = try config.strings("cors_allowed_origins")
        let frames = try config.string("x_frame_options", default: "SAMEORIGIN").uppercased()
        guard frames.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw config.invalid("x_frame_options", "SAMEORIGIN, DENY or NONE")
        }
        guard try config.bool("security", default: true) else { return nil }
        return SecurityRules(
            hosts: HostRule(hosts), origins: OriginRule(origins),
            frameOptions: frames.isEmpty || frames == "NONE" ? nil : frames, prefixes: prefixes)
    }

    private static func limits(_ config: Config) throws -> Limits {
        var limits = Limits()
        limits.headBytes = try config.int("max_head_bytes", in: 1024...1 << 20, default: limits.headBytes)
        limits.connections = try config.int("max_connections", in: 1...1 << 20, default: limits.connections)
        limits.bodies = try config.int("max_buffered_bytes", in: 1 << 16...1 << 40, default: limits.bodies)
        limits.idle = try seconds(config, "idle_timeout", limits.idle)
        limits.head = try seconds(config, "head_timeout", limits.head)
        limits.stall = try seconds(config, "stall_timeout", limits.stall)
        return limits
    }

    private static func seconds(_ config: Config, _ key: String, _ fallback: TimeAmount) throws -> TimeAmount {
        guard let seconds = try config.double(key, in: 0.01...86_400) else { return fallback }
        return .nanoseconds(Int64(seconds * 1e9))
    }
}
