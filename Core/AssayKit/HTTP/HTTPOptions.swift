// Assay: which HTTP client a user class has, and how it is set up.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON

/// Which HTTP client a user class has, and its settings. One line switches:
///
///     override class var httpOptions: HTTPOptions { .full.timeout(seconds: 5) }
public struct HTTPOptions: Hashable, Sendable {
    let client: String
    private var settings: [String: String] = [:]

    private init(client: String) {
        self.client = client
    }

    /// HTTPFast: HTTP/1.1 at the least cost per request.
    public static let fast = HTTPOptions(client: "assay.client.httpfast")
    /// HTTP: libcurl, with HTTP/2 and proxies.
    public static let full = HTTPOptions(client: "assay.client.http")
    /// Any other component of kind client.
    public static func client(_ id: String) -> HTTPOptions { HTTPOptions(client: id) }

    /// The whole request, redirects included, may take so long.
    public func timeout(seconds: Double) -> HTTPOptions { setting("timeout", .number(seconds)) }
    /// A connection must be made within this time.
    public func connectTimeout(seconds: Double) -> HTTPOptions { setting("connect_timeout", .number(seconds)) }
    /// Whether redirects are followed.
    public func followRedirects(_ follow: Bool) -> HTTPOptions { setting("follow_redirects", .bool(follow)) }

    /// Any setting in the terms of the client's config schema.
    public func setting(_ key: String, _ value: JSONValue) -> HTTPOptions {
        var options = self
        options.settings[key] = value.text()
        return options
    }

    /// The profile's config, with the base URL of the run.
    func config(baseURL: String) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("base_url")
        writer.string(baseURL)
        for (key, text) in settings.sorted(by: { $0.key < $1.key }) {
            writer.key(key)
            writer.raw(text)
        }
        writer.endObject()
        return writer.text
    }
}
