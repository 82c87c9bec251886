// Assay: the component assay.client.http.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit
internal import CAssay
internal import CAssayCurl

/// HTTP/1.1 and HTTP/2 over libcurl, on the host's loops.
public final class HTTPClient: Component {
    /// The descriptor.
    public static let descriptor = ComponentDescriptor(
        id: "assay.client.http", kind: ASSAY_KIND_CLIENT, name: "HTTP",
        description: "An HTTP client over libcurl on the host's loops, with HTTP/2, proxies and client certificates",
        configSchema: HTTPSettings.schema)

    let settings: HTTPSettings
    let host: Host
    private let clientTable: UnsafeMutablePointer<assay_client_t>

    /// Makes a client; the config is what profiles start from.
    public init(host: Host, config: Config) throws {
        self.host = host
        var settings = HTTPSettings()
        try settings.apply(config)
        self.settings = settings
        clientTable = .allocate(capacity: 1)
        clientTable.initialize(to: ClientTable.make())
    }

    deinit { clientTable.deallocate() }

    /// Makes libcurl ready.
    public func start() throws {
        let result = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        guard result == CURLE_OK else {
            throw AssayError(
                .ASSAY_STATUS_UNAVAILABLE, "libcurl cannot start", context: String(cString: curl_easy_strerror(result)))
        }
    }

    /// Lets libcurl go; all profiles are closed.
    public func stop() {
        curl_global_cleanup()
    }

    /// The client's table.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_CLIENT ? UnsafeRawPointer(clientTable) : nil
    }
}
