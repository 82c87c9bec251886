// Assay: the words for an HTTP status that counts as a failure.
// SPDX-License-Identifier: Apache-2.0

/// "404 Not Found": what statistics show for a status of 400 and above. The phrase is the registered one, not the
/// server's, so that clients and protocol versions (HTTP/2 has none) group alike.
public enum ClientStatusText {
    /// The text for `status`, or nil when it has no registered phrase; then it is the number alone. It ends with a NUL
    /// and lives for ever.
    public static func text(_ status: Int32) -> StaticString? {
        switch status {
        case 400: "400 Bad Request"
        case 401: "401 Unauthorized"
        case 402: "402 Payment Required"
        case 403: "403 Forbidden"
        case 404: "404 Not Found"
        case 405: "405 Method Not Allowed"
        case 406: "406 Not Acceptable"
        case 407: "407 Proxy Authentication Required"
        case 408: "408 Request Timeout"
        case 409: "409 Conflict"
        case 410: "410 Gone"
        case 411: "411 Length Required"
        case 412: "412 Precondition Failed"
        case 413: "413 Content Too Large"
        case 414: "414 URI Too Long"
        case 415: "415 Unsupported Media Type"
        case 416: "416 Range Not Satisfiable"
        case 417: "417 Expectation Failed"
        case 421: "421 Misdirected Request"
        case 422: "422 Unprocessable Content"
        case 423: "423 Locked"
        case 424: "424 Failed Dependency"
        case 425: "425 Too Early"
        case 426: "426 Upgrade Required"
        case 428: "428 Precondition Required"
        case 429: "429 Too Many Requests"
        case 431: "431 Request Header Fields Too Large"
        case 451: "451 Unavailable For Legal Reasons"
        default: serverText(status)
        }
    }

    private static func serverText(_ status: Int32) -> StaticString? {
        switch status {
        case 500: "500 Internal Server Error"
        case 501: "501 Not Implemented"
        case 502: "502 Bad Gateway"
        case 503: "503 Service Unavailable"
        case 504: "504 Gateway Timeout"
        case 505: "505 HTTP Version Not Supported"
        case 506: "506 Variant Also Negotiates"
        case 507: "507 Insufficient Storage"
        case 508: "508 Loop Detected"
        case 511: "511 Network Authentication Required"
        default: nil
        }
    }
}
