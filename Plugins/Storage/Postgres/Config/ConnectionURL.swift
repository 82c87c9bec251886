// Assay: the URL of a PostgreSQL database.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// What is behind "postgresql://", as SQLAlchemy reads it: `user:password@host:port/database?key=value`. The password may
/// hold any character but "@"; several hosts are separated by commas, or given as `host=name:port` more than once.
struct ConnectionURL {
    private(set) var options: [(key: String, value: String)] = []

    init(_ text: Substring) throws {
        var rest = text
        let name = rest.prefix { $0 != ":" && $0 != "/" && $0 != "@" }
        let behind = rest[name.endIndex...]
        if behind.first == "@" || behind.first == ":", let at = behind.firstIndex(of: "@") {
            try add("user", name)
            try add("password", behind[..<at].dropFirst())
            rest = rest[rest.index(after: at)...]
        }
        let query = rest.firstIndex(of: "?")
        let path = rest[..<(query ?? rest.endIndex)]
        let slash = path.firstIndex(of: "/") ?? path.endIndex
        try addHosts(path[..<slash].split(separator: ",", omittingEmptySubsequences: false))
        if slash < path.endIndex { try add("dbname", path[path.index(after: slash)...]) }
        if let query { try addQuery(rest[rest.index(after: query)...]) }
    }

    private mutating func add(_ key: String, _ value: Substring) throws {
        guard !value.isEmpty else { return }
        options.append((key, try Self.decoded(value)))
    }

    /// `name`, `name:port`, `[::1]:port`, `%2Fvar%2Frun`.
    private mutating func addHosts(_ hosts: [Substring]) throws {
        var names: [String] = []
        var ports: [String] = []
        for host in hosts {
            var name = host
            var port: Substring = ""
            if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
                name = host[host.index(after: host.startIndex)..<end]
                port = host[host.index(after: end)...].drop { $0 == ":" }
            } else if !host.contains("/"), let colon = host.lastIndex(of: ":") {
                name = host[..<colon]
                port = host[host.index(after: colon)...]
            }
            names.append(try Self.decoded(name))
            ports.append(String(port))
        }
        if names.contains(where: { !$0.isEmpty }) { options.append(("host", names.joined(separator: ","))) }
        if ports.contains(where: { !$0.isEmpty }) { options.append(("port", ports.joined(separator: ","))) }
    }

    private mutating func addQuery(_ query: Substring) throws {
        var hosts: [Substring] = []
        for pair in query.split(separator: "&") {
            guard let equals = pair.firstIndex(of: "=") else {
                throw AssayError(
                    .ASSAY_STATUS_INVALID_ARGUMENT, "an option of the url has no value", context: String(pair))
            }
            let key = try Self.decoded(pair[..<equals])
            let value = pair[pair.index(after: equals)...]
            if key == "host" {
                hosts += value.split(separator: ",")
            } else {
                options.removeAll { $0.key == key }
                options.append((key, try Self.decoded(Substring(value.map { $0 == "+" ? " " : $0 }))))
            }
        }
        guard !hosts.isEmpty else { return }
        let hasPorts = hosts.contains { $0.contains(":") && !$0.contains("/") }
        options.removeAll { $0.key == "host" || (hasPorts && $0.key == "port") }
        try addHosts(hosts)
    }

    /// Undoes the %-code.
    private static func decoded(_ text: Substring) throws -> String {
        guard text.utf8.contains(0x25) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == 0x25 else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16), value > 0 else {
                throw AssayError(
                    .ASSAY_STATUS_INVALID_ARGUMENT,
                    "the url has a '%' without two digits of a hexadecimal number; "
                        + "write '%25' for '%' itself")
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
