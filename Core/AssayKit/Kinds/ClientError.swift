// Assay: the words for what can go wrong with a request; the same for every client, so that statistics group alike.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

extension assay_client_error_t {
    /// The text that statistics show, for instance "connection refused"; "" for `ASSAY_CLIENT_OK`. It ends with a NUL
    /// and lives for ever, so an event may point at it.
    public var text: StaticString {
        switch self {
        case .ASSAY_CLIENT_OK: ""
        case .ASSAY_CLIENT_INVALID_URL: "invalid url"
        case .ASSAY_CLIENT_RESOLVE_FAILED: "resolve failed"
        case .ASSAY_CLIENT_CONNECTION_REFUSED: "connection refused"
        case .ASSAY_CLIENT_CONNECTION_FAILED: "connection failed"
        case .ASSAY_CLIENT_CONNECT_TIMEOUT: "connect timeout"
        case .ASSAY_CLIENT_TLS_HANDSHAKE_FAILED: "tls handshake failed"
        case .ASSAY_CLIENT_TLS_CERTIFICATE_INVALID: "tls certificate invalid"
        case .ASSAY_CLIENT_SEND_FAILED: "send failed"
        case .ASSAY_CLIENT_FIRST_BYTE_TIMEOUT: "first byte timeout"
        case .ASSAY_CLIENT_TIMEOUT: "timeout"
        case .ASSAY_CLIENT_CONNECTION_CLOSED: "connection closed"
        case .ASSAY_CLIENT_CONNECTION_RESET: "connection reset"
        case .ASSAY_CLIENT_INCOMPLETE_RESPONSE: "incomplete response"
        default: detailText
        }
    }

    private var detailText: StaticString {
        switch self {
        case .ASSAY_CLIENT_INVALID_STATUS_LINE: "invalid status line"
        case .ASSAY_CLIENT_INVALID_HEADER: "invalid header"
        case .ASSAY_CLIENT_HEADERS_TOO_LARGE: "headers too large"
        case .ASSAY_CLIENT_INVALID_CONTENT_LENGTH: "invalid content length"
        case .ASSAY_CLIENT_INVALID_TRANSFER_ENCODING: "invalid transfer encoding"
        case .ASSAY_CLIENT_INVALID_CHUNK: "invalid chunk"
        case .ASSAY_CLIENT_BODY_TOO_LARGE: "body too large"
        case .ASSAY_CLIENT_INVALID_CONTENT_ENCODING: "invalid content encoding"
        case .ASSAY_CLIENT_TOO_MANY_REDIRECTS: "too many redirects"
        case .ASSAY_CLIENT_INVALID_REDIRECT: "invalid redirect"
        case .ASSAY_CLIENT_CANCELLED: "cancelled"
        case .ASSAY_CLIENT_PROXY_FAILED: "proxy failed"
        case .ASSAY_CLIENT_OUT_OF_RESOURCES: "out of resources"
        case .ASSAY_CLIENT_UNSUPPORTED: "unsupported"
        default: "unknown client error"
        }
    }
}
