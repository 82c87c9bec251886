// Assay: what the HTTP client is configured with.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// The settings that all HTTP clients share, and those that only libcurl can follow.
struct HTTPSettings {
    /// What HTTPFast takes too.
    var common = ClientConfig()
    /// Which version of HTTP is spoken.
    var version = Version.automatic
    /// Whether requests of one session to one origin share an HTTP/2 connection.
    var multiplex = true
    /// "http://host:port", "socks5h://…"; "" for none.
    var proxy = ""
    /// User and password for the proxy as "user:password"; "" for none.
    var proxyCredentials = ""
    /// Hosts that are asked without the proxy, with commas.
    var noProxy = ""
    /// Whether http_proxy and the like in the environment count.
    var usesProxyOfEnvironment = false

    /// A choice of versions.
    enum Version: String, CaseIterable {
        /// HTTP/2 where TLS negotiates it, HTTP/1.1 otherwise.
        case automatic = "auto"
        case http1 = "1.1"
        /// HTTP/2 without being asked, also without TLS.
        case http2 = "2"
    }

    /// Overrides with what `config` names; throws for a key or a value that does not fit.
    mutating func apply(_ config: Config) throws {
        if let name = try config.string("http_version") {
            guard let version = Version(rawValue: name) else {
                throw config.invalid("http_version", "auto, 1.1 or 2")
            }
            self.version = version
        }
        multiplex = try config.bool("multiplex", default: multiplex)
        proxy = try config.string("proxy", default: proxy)
        let schemes = ["http://", "https://", "socks4://", "socks4a://", "socks5://", "socks5h://"]
        guard proxy.isEmpty || schemes.contains(where: { proxy.hasPrefix($0) }) else {
            throw config.invalid("proxy", "a url that begins with \(schemes.joined(separator: ", "))")
        }
        proxyCredentials = try config.string("proxy_credentials", default: proxyCredentials)
        guard proxyCredentials.isEmpty || proxyCredentials.contains(":") else {
            throw config.invalid("proxy_credentials", "user:password")
        }
        noProxy = try config.string("no_proxy", default: noProxy)
        usesProxyOfEnvironment = try config.bool("proxy_from_environment", default: usesProxyOfEnvironment)
        try common.apply(config)
        guard common.tls.serverName.isEmpty else {
            throw AssayError(
                .ASSAY_STATUS_UNIMPLEMENTED, "this client sends the url's host as the tls server name; use HTTPFast",
                context: "server_name")
        }
    }
}
