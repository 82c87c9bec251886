// Assay: the response to a request.
// SPDX-License-Identifier: Apache-2.0
public import AssayJSON
internal import CAssay

/// The response to a request, or the reason why there is none. It gives its memory back when it goes out of scope.
///
/// In a `check` block, `success` and `failure` decide how the request counts; when neither is called the usual rule
/// decides: no error and a status below 400. A `ResponseFailure`, which the `expect…` functions throw, counts as a
/// failure and ends there; any other error counts as a failure and is thrown on.
public struct Response: ~Copyable {
    let pointer: UnsafeMutablePointer<assay_client_response_t>
    let session: HTTPSession

    init(_ pointer: UnsafeMutablePointer<assay_client_response_t>, _ session: HTTPSession) {
        self.pointer = pointer
        self.session = session
    }

    deinit { session.client.pointee.release(pointer) }

    /// The HTTP status code; 0 when no response arrived.
    public var status: Int { Int(pointer.pointee.status) }

    /// No error, and a status below 400.
    public var isSuccess: Bool { pointer.pointee.is_success }

    /// What went wrong: "connection refused", "404 Not Found"; empty when nothing did.
    public var errorText: String { String(pointer.pointee.error_text) }

    /// The URL that answered, after redirects.
    public var url: String { String(pointer.pointee.url) }

    /// How many redirects were followed.
    public var redirectCount: Int { Int(pointer.pointee.redirect_count) }

    /// Milliseconds from sending to the end of the response.
    public var responseTime: Double { Double(pointer.pointee.end &- pointer.pointee.start) / 1e6 }

    /// The body as text; invalid UTF-8 becomes U+FFFD.
    public var text: String { withBody { String(decoding: $0, as: UTF8.self) } }

    /// The body's length in bytes, also when it was streamed.
    public var bodyLength: Int { Int(clamping: pointer.pointee.body_length) }

    /// Lends the body, decompressed.
    public func withBody<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        let bytes = pointer.pointee.body
        return try body(UnsafeRawBufferPointer(start: bytes.data, count: bytes.data == nil ? 0 : bytes.length))
    }

    /// The body as JSON. Throws a `ResponseFailure` when it is not.
    public func json() throws -> JSONValue {
        try withBody { bytes in
            do {
                return try JSONValue(parsing: bytes)
            } catch {
                throw ResponseFailure("the body is not JSON: \(error)")
            }
        }
    }

    /// The value of the first header of this name, in any case; nil when there is none.
    public func header(_ name: String) -> String? {
        HeaderLines.value(of: name, in: String(pointer.pointee.headers))
    }
}
