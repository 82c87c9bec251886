// Assay: the config that every HTTP client takes.
// SPDX-License-Identifier: Apache-2.0

/// What an HTTP client component, or one of its profiles, is configured with. Times are nanoseconds here and seconds
/// in the config; 0 means no limit.
public struct ClientConfig: Sendable, Equatable {
    /// What relative request URLs are appended to; "" when every URL is absolute. User and password in it become an
    /// Authorization header.
    public var baseURL = ""
    /// Sent with every request, in this order, unless the request has a header of the same name.
    public var headers: [Header] = []
    /// Name resolution, TCP connect and TLS handshake together.
    public var connectTimeout: Int64 = 10_000_000_000
    /// From the last byte sent to the first byte of the response.
    public var firstByteTimeout: Int64 = 0
    /// The whole request, redirects included.
    public var timeout: Int64 = 60_000_000_000
    /// Whether redirects are followed.
    public var followRedirects = true
    /// How many redirects one request may take.
    public var maxRedirects = 30
    /// Whether a session keeps cookies.
    public var cookies = true
    /// What Accept-Encoding offers: "gzip", "deflate", "br", in this order; empty for no such header.
    public var acceptEncoding = ["gzip", "deflate", "br"]
    /// The most bytes of a body, decompressed, that are kept.
    public var maxBodyBytes = 64 << 20
    /// The most connections of one session to one origin; further requests wait.
    public var maxConnections = 6
    /// Whether a connection is used again.
    public var keepAlive = true
    /// A Unix socket to connect to instead of the URL's host; "" for TCP.
    public var unixSocket = ""
    /// How TLS is set up.
    public var tls = TLS()
    /// The User-Agent header; "" for none.
    public var userAgent = "assay/1"

    /// A header of every request.
    public struct Header: Sendable, Equatable {
        /// A token of RFC 9110.
        public var name: String
        /// Without line breaks.
        public var value: String

        /// Makes a header.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// How TLS is set up. Files are PEM.
    public struct TLS: Sendable, Equatable {
        /// Whether the certificate and the host name are checked.
        public var verify = true
        /// Certificates to trust instead of the system's; "" for the system's.
        public var caFile = ""
        /// The client's certificate chain; "" for none.
        public var certificateFile = ""
        /// The client's key; "" when it stands in the certificate file.
        public var keyFile = ""
        /// The name to send and check instead of the URL's host; "" for the host.
        public var serverName = ""

        /// The defaults: verification against the system's certificates.
        public init() {}
    }

    /// The defaults.
    public init() {}
}
