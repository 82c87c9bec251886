// Assay: what a route answers.
// SPDX-License-Identifier: Apache-2.0

/// A whole answer.
public struct RouteAnswer: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The server adds Content-Length, Date and its own.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: [UInt8]

    /// Makes an answer.
    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Makes an answer with a text.
    public init(status: Int, contentType: String = "text/plain; charset=utf-8", text: String) {
        self.init(status: status, headers: [("content-type", contentType)], body: Array(text.utf8))
    }
}
