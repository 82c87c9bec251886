// Assay: what the head of a response says about the message.
// SPDX-License-Identifier: Apache-2.0

/// How a body was coded.
enum ContentCoding: UInt8 {
    case identity
    case gzip
    case deflate
    case brotli
    /// One that this client does not know, or several at once.
    case unknown
}

/// What the client must know of a head; the text itself stays where it was received. Offsets count from the start of
/// the status line.
struct ResponseHead {
    var status: Int32 = 0
    /// Bytes of the whole head, its empty line included.
    var length = 0
    var reasonStart: Int32 = 0
    var reasonLength: Int32 = 0
    /// Where the first header line starts.
    var fieldsStart: Int32 = 0
    /// Where the empty line starts.
    var fieldsEnd: Int32 = 0
    var locationStart: Int32 = 0
    var locationLength: Int32 = -1
    /// -1 when the head gives none.
    var contentLength: Int64 = -1
    var isChunked = false
    var isVersion10 = false
    var saysClose = false
    var saysKeepAlive = false
    var hasCookies = false
    var coding = ContentCoding.identity

    /// Whether the connection may serve another request after this message.
    @inline(__always) var isPersistent: Bool { !saysClose && (!isVersion10 || saysKeepAlive) }
}
