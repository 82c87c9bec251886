// Assay: says in the words of client.h why libcurl gave a transfer up.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayCurl
internal import Glibc

/// What is known of a transfer that failed.
struct CurlFailure {
    let code: CURLcode
    /// errno of the last system call that failed; 0 when none did.
    let systemError: Int
    /// libcurl's own words.
    let message: String
    /// Whether the request has begun to go out on the last connection.
    let isSent: Bool
    let head: HeadReader
    let usesProxy: Bool

    /// The reason as statistics show it.
    var error: assay_client_error_t {
        if usesProxy && !isSent, let error = proxyError { return error }
        return connectError ?? tlsError ?? messageError ?? .ASSAY_CLIENT_CONNECTION_FAILED
    }

    private var isRedirected: Bool { head.isComplete && (300..<400).contains(head.status) }

    private var proxyError: assay_client_error_t? {
        switch code {
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY, CURLE_COULDNT_CONNECT, CURLE_RECV_ERROR, CURLE_SEND_ERROR,
            CURLE_GOT_NOTHING, CURLE_WEIRD_SERVER_REPLY:
            .ASSAY_CLIENT_PROXY_FAILED
        default: nil
        }
    }

    private var connectError: assay_client_error_t? {
        switch code {
        case CURLE_UNSUPPORTED_PROTOCOL where isRedirected: .ASSAY_CLIENT_INVALID_REDIRECT
        case CURLE_UNSUPPORTED_PROTOCOL: isSent ? .ASSAY_CLIENT_INVALID_STATUS_LINE : .ASSAY_CLIENT_INVALID_URL
        case CURLE_URL_MALFORMAT: isRedirected ? .ASSAY_CLIENT_INVALID_REDIRECT : .ASSAY_CLIENT_INVALID_URL
        case CURLE_COULDNT_RESOLVE_HOST: .ASSAY_CLIENT_RESOLVE_FAILED
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .ASSAY_CLIENT_PROXY_FAILED
        case CURLE_COULDNT_CONNECT where systemError == Int(ECONNREFUSED): .ASSAY_CLIENT_CONNECTION_REFUSED
        case CURLE_COULDNT_CONNECT where systemError == Int(ETIMEDOUT): .ASSAY_CLIENT_CONNECT_TIMEOUT
        case CURLE_COULDNT_CONNECT where systemError == Int(EMFILE) || systemError == Int(ENFILE):
            .ASSAY_CLIENT_OUT_OF_RESOURCES
        // The only time limit that libcurl itself is given.
        case CURLE_OPERATION_TIMEDOUT: .ASSAY_CLIENT_CONNECT_TIMEOUT
        default: nil
        }
    }

    private var tlsError: assay_client_error_t? {
        switch code {
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED,
            CURLE_SSL_CRL_BADFILE, CURLE_USE_SSL_FAILED:
            .ASSAY_CLIENT_TLS_HANDSHAKE_FAILED
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS:
            .ASSAY_CLIENT_TLS_CERTIFICATE_INVALID
        // A server of TLS 1.3 refuses the client's certificate only after the handshake.
        case CURLE_SSL_CLIENTCERT: .ASSAY_CLIENT_TLS_HANDSHAKE_FAILED
        default: nil
        }
    }

    private var messageError: assay_client_error_t? {
        switch code {
        case CURLE_SEND_ERROR, CURLE_SEND_FAIL_REWIND: sendError
        case CURLE_RECV_ERROR: receiveError
        case CURLE_GOT_NOTHING, CURLE_HTTP2, CURLE_HTTP2_STREAM:
            head.size > 0 ? .ASSAY_CLIENT_INCOMPLETE_RESPONSE : closed
        case CURLE_PARTIAL_FILE: .ASSAY_CLIENT_INCOMPLETE_RESPONSE
        case CURLE_WEIRD_SERVER_REPLY:
            message.contains("Content-Length") ? .ASSAY_CLIENT_INVALID_CONTENT_LENGTH : .ASSAY_CLIENT_INVALID_HEADER
        case CURLE_TOO_MANY_REDIRECTS: .ASSAY_CLIENT_TOO_MANY_REDIRECTS
        case CURLE_BAD_CONTENT_ENCODING: .ASSAY_CLIENT_INVALID_CONTENT_ENCODING
        // What libcurl says of a trailer that is none.
        case CURLE_BAD_FUNCTION_ARGUMENT where head.isComplete: .ASSAY_CLIENT_INVALID_HEADER
        case CURLE_OUT_OF_MEMORY where isSent && !head.isComplete: .ASSAY_CLIENT_HEADERS_TOO_LARGE
        case CURLE_OUT_OF_MEMORY, CURLE_WRITE_ERROR: .ASSAY_CLIENT_OUT_OF_RESOURCES
        case CURLE_NOT_BUILT_IN, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_UNKNOWN_OPTION: .ASSAY_CLIENT_UNSUPPORTED
        default: nil
        }
    }

    private var closed: assay_client_error_t {
        code == CURLE_GOT_NOTHING ? .ASSAY_CLIENT_CONNECTION_CLOSED : .ASSAY_CLIENT_CONNECTION_RESET
    }

    private var sendError: assay_client_error_t {
        if systemError == Int(ECONNRESET) || systemError == Int(EPIPE) { return .ASSAY_CLIENT_CONNECTION_RESET }
        return message.contains("Connection died") ? .ASSAY_CLIENT_CONNECTION_CLOSED : .ASSAY_CLIENT_SEND_FAILED
    }

    /// libcurl has one code for a connection that broke and for chunks that are none; only its words tell them apart.
    private var receiveError: assay_client_error_t {
        if message.contains("chunked-encoding") { return .ASSAY_CLIENT_INVALID_CHUNK }
        if message.contains("Too large response headers") { return .ASSAY_CLIENT_HEADERS_TOO_LARGE }
        if message.contains("unexpected eof") {
            return head.size > 0 ? .ASSAY_CLIENT_INCOMPLETE_RESPONSE : .ASSAY_CLIENT_CONNECTION_CLOSED
        }
        // Alerts after the handshake: a server of TLS 1.3 refuses the client's certificate only then.
        if message.contains("alert") { return .ASSAY_CLIENT_TLS_HANDSHAKE_FAILED }
        return .ASSAY_CLIENT_CONNECTION_RESET
    }
}
