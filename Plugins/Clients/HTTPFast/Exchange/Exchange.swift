// Assay: one request on its way, and its response.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

typealias ExchangePointer = UnsafeMutablePointer<Exchange>

/// A request from `send` to `release`. It comes from the loop's pool, so a user that waits has none.
struct Exchange {
    /// Where a request is.
    enum Phase: UInt8 {
        /// Waits for a connection of its session.
        case queued
        /// The name is looked up and the connection made.
        case connecting
        case handshaking
        case sending
        /// Waits for the first byte.
        case waiting
        case receiving
        /// Over; `error` is delivered at the loop's next turn.
        case failed
        /// on_response has been called.
        case delivered
    }

    /// Bits of `flags`.
    struct Flags {
        static let isHead: UInt32 = 1
        static let isIdempotent: UInt32 = 2
        /// The connection had served a request before.
        static let isReused: UInt32 = 4
        static let isRetried: UInt32 = 8
        static let followsRedirects: UInt32 = 16
        static let isStreamed: UInt32 = 32
        static let catchesResponse: UInt32 = 64
        static let isSilent: UInt32 = 128
        static let isResolved: UInt32 = 256
        /// The redirect turned the request into a GET without a body.
        static let isRewritten: UInt32 = 512
        /// The request has left its first origin: it sends no Authorization.
        static let hasLeftOrigin: UInt32 = 1024
        /// The socket takes no more; what the server has sent before is still read.
        static let hasSendFailed: UInt32 = 2048
        /// The head is read; what comes is body.
        static let hasHead: UInt32 = 4096
        /// Nothing of the request is left to send.
        static let isSent: UInt32 = 8192
    }

    var response = assay_client_response_t()
    var timer = assay_timer_t()
    var next: ExchangePointer?
    var previous: ExchangePointer?
    var profile: ProfilePointer
    var session: SessionPointer?
    var connection: ConnectionPointer?
    var nextQueued: ExchangePointer?
    var call: UnsafeMutablePointer<assay_client_call_t>?
    var request: UnsafePointer<assay_client_request_t>
    var origin: OriginPointer
    var userID: UInt64

    /// The target in two parts, so that a path need not be copied behind the base URL's.
    var targetPrefix = ByteView("" as StaticString)
    var target = ByteView("" as StaticString)
    /// The text of the target when it is neither the caller's nor the profile's: encoded, or from a redirect.
    var ownTarget = ByteBuffer()

    var flags: UInt32 = 0
    var phase = Phase.queued
    var framing = BodyFraming.none
    var redirectCount: UInt32 = 0
    var head = ResponseHead()
    var chunked = ChunkedDecoder()
    /// Bytes of the body that are still to come, with a Content-Length.
    var remaining: Int64 = 0
    /// How much of a partial head was searched.
    var scanned = 0
    /// Bytes of interim heads in what was just received.
    var skipped = 0
    /// Bytes of interim heads.
    var interimBytes = 0

    /// The URL, a NUL, and the head; in the usual case the body too.
    var message = ByteBuffer()
    var body = ByteBuffer()
    /// The Authorization line of a user in the request's own URL.
    var ownAuthorization = ByteBuffer()
    /// What is still to be sent of the head; the body is the caller's.
    var unsent = ByteBuffer()
    var unsentOffset = 0
    var unsentBody = 0
    /// Undoes the content coding; nil when there is none.
    var decoder: OpaquePointer?
    /// Whether the decoder was given anything.
    var hasCodedBytes = false
    /// Where the body starts in `message`, when it is there.
    var bodyStart = -1
    /// Bytes of `message` before the head: the URL and its NUL.
    var headStart = 0
    /// What `failLater` was given.
    var error = assay_client_error_t.ASSAY_CLIENT_OK

    /// Up to where `response.timings` accounts for.
    var mark: assay_instant_t = 0
    /// When the last bytes arrived.
    var arrived: assay_instant_t = 0
    var deadline: assay_instant_t = .max
    var phaseDeadline: assay_instant_t = .max

    /// What was interned for the statistics.
    var method = ByteView("" as StaticString)
    var name = ByteView("" as StaticString)
    var nameID: UInt32 = 0
    var ownName = ByteBuffer()
    /// The URL asked for, and a NUL, when redirects have led elsewhere.
    var firstURL = ByteBuffer()
    /// The text of a status without a registered phrase: three digits and a NUL.
    var statusDigits: (UInt8, UInt8, UInt8, UInt8) = (0, 0, 0, 0)
}

/// How the end of a body is found.
enum BodyFraming: UInt8 {
    case none
    case length
    case chunked
    case untilClose
}
