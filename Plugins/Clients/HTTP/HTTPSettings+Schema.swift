// Assay: the JSON Schema of the HTTP client's config.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import AssayKit

extension HTTPSettings {
    /// The schema that all HTTP clients share, with the properties of this one added.
    static let schema: String = {
        guard case .object(var schema)? = try? JSONValue(parsing: ClientConfig.schema.description),
            case .object(var properties)? = schema["properties"],
            case .object(let own)? = try? JSONValue(parsing: ownProperties.description)
        else { return ClientConfig.schema.description }
        for (key, value) in own { properties[key] = value }
        schema["properties"] = .object(properties)
        return JSONValue.object(schema).text()
    }()

    private static let ownProperties: StaticString = """
        {
          "http_version": {"enum": ["auto", "1.1", "2"], "default": "auto",
            "description": "auto: HTTP/2 where TLS negotiates it; 2: without being asked, also without TLS"},
          "multiplex": {"type": "boolean", "default": true,
            "description": "whether requests of one session share an HTTP/2 connection"},
          "proxy": {"type": "string", "default": "",
            "description": "http://, https://, socks4://, socks4a://, socks5:// or socks5h://; empty for none"},
          "proxy_credentials": {"type": "string", "default": "", "description": "user:password"},
          "no_proxy": {"type": "string", "default": "",
            "description": "hosts that are asked without the proxy, separated by commas"},
          "proxy_from_environment": {"type": "boolean", "default": false,
            "description": "whether http_proxy, https_proxy and no_proxy in the environment count"}
        }
        """
}
