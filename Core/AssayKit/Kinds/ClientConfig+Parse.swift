// Assay: reads the config that every HTTP client takes.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

extension ClientConfig {
    /// Overrides with what `config` names; throws for a key or a value that does not fit.
    public mutating func apply(_ config: Config) throws {
        baseURL = try config.string("base_url", default: baseURL)
        userAgent = try config.string("user_agent", default: userAgent)
        connectTimeout = try ClientConfig.nanoseconds(config, "connect_timeout") ?? connectTimeout
        firstByteTimeout = try ClientConfig.nanoseconds(config, "first_byte_timeout") ?? firstByteTimeout
        timeout = try ClientConfig.nanoseconds(config, "timeout") ?? timeout
        followRedirects = try config.bool("follow_redirects", default: followRedirects)
        maxRedirects = try config.int("max_redirects", in: 0...100, default: maxRedirects)
        cookies = try config.bool("cookies", default: cookies)
        maxBodyBytes = try config.int("max_body_bytes", in: 0...2_147_483_647, default: maxBodyBytes)
        maxConnections = try config.int("max_connections", in: 1...1024, default: maxConnections)
        keepAlive = try config.bool("keep_alive", default: keepAlive)
        unixSocket = try config.string("unix_socket", default: unixSocket)
        guard unixSocket.utf8.count < 108, !unixSocket.utf8.contains(0) else {
            throw config.invalid("unix_socket", "a path of at most 107 bytes")
        }
        guard !userAgent.utf8.contains(where: ClientConfig.isControl) else {
            throw config.invalid("user_agent", "a text without control characters")
        }
        try applyHeaders(config)
        try applyEncodings(config)
        if let tls = try config.config("tls") { try self.tls.apply(tls) }
        try config.rejectUnknownKeys()
    }

    /// Headers are replaced as a whole.
    private mutating func applyHeaders(_ config: Config) throws {
        guard let value = config.value("headers") else { return }
        guard case .object(let object) = value else { throw config.invalid("headers", "an object of texts") }
        headers = []
        for (name, value) in object {
            guard case .string(let text) = value, !name.isEmpty, name.utf8.allSatisfy(ClientConfig.isToken),
                !text.utf8.contains(where: ClientConfig.isControl)
            else {
                throw config.invalid("headers", "an object of header names and texts without control characters")
            }
            headers.append(Header(name: name, value: text))
        }
    }

    private mutating func applyEncodings(_ config: Config) throws {
        guard config.value("accept_encoding") != nil else { return }
        acceptEncoding = try config.strings("accept_encoding")
        guard acceptEncoding.allSatisfy({ ["gzip", "deflate", "br"].contains($0) }) else {
            throw config.invalid("accept_encoding", "a list of gzip, deflate and br")
        }
    }

    private static func nanoseconds(_ config: Config, _ key: String) throws -> Int64? {
        try config.double(key, in: 0...31_536_000).map { Int64($0 * 1e9) }
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 32 && byte != 9 || byte == 127 }

    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

extension ClientConfig.TLS {
    /// Overrides with what `config` names.
    fileprivate mutating func apply(_ config: Config) throws {
        verify = try config.bool("verify", default: verify)
        caFile = try config.string("ca_file", default: caFile)
        certificateFile = try config.string("certificate_file", default: certificateFile)
        keyFile = try config.string("key_file", default: keyFile)
        serverName = try config.string("server_name", default: serverName)
        try config.rejectUnknownKeys()
    }
}
