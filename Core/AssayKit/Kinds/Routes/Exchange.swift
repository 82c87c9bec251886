// Assay: one HTTP request and its answer, in Swift.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// A request that a route has to answer, exactly once: with `respond`, with `begin` … `end`, or with `abort`. The call
/// that ends it takes it away; nothing of it may be touched afterwards.
public struct Exchange: @unchecked Sendable {
    // @unchecked: its functions are [any], and the contract gives it one user at a time.
    /// The C side.
    public let pointer: UnsafeMutablePointer<assay_exchange_t>

    /// Wraps what a server handed out.
    public init(_ pointer: UnsafeMutablePointer<assay_exchange_t>) {
        self.pointer = pointer
    }

    /// The route that matched: its index among those of its component.
    public var route: Int { Int(pointer.pointee.route) }
    /// "GET", also for a HEAD that a GET route answers.
    public var method: String { String(pointer.pointee.method) }
    /// The path, percent-decoded once.
    public var path: String { String(pointer.pointee.path) }
    /// The path as received.
    public var rawPath: String { String(pointer.pointee.raw_path) }
    /// The query as received, without '?'.
    public var rawQuery: String { String(pointer.pointee.raw_query) }
    /// The whole body of a route that has it buffered; borrowed until the exchange is ended.
    public var body: UnsafeRawBufferPointer {
        let body = pointer.pointee.body
        return UnsafeRawBufferPointer(start: body.data, count: body.data == nil ? 0 : body.length)
    }
    /// How long the body is to be; nil when the request does not say.
    public var contentLength: Int64? { pointer.pointee.content_length < 0 ? nil : pointer.pointee.content_length }
    /// Where the request came from: "127.0.0.1:41234".
    public var peer: String { String(pointer.pointee.peer) }
    /// Who asks; "" when nobody is authenticated.
    public var principal: String { String(pointer.pointee.principal) }
    /// "" for the default workspace.
    public var workspace: String { String(pointer.pointee.workspace) }

    /// The value of the first header `name`, in any case; nil when there is none.
    public func header(_ name: StaticString) -> String? {
        var value = assay_string_t()
        let bytes = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return pointer.pointee.calls.pointee.get_header(pointer, assay_string_t(bytes), &value) ? String(value) : nil
    }

    /// What stands in the path for the parameter `name` of the pattern.
    public func parameter(_ name: String) -> String? {
        let parameters = UnsafeBufferPointer(
            start: pointer.pointee.parameters, count: pointer.pointee.parameter_count)
        return parameters.first { $0.key.bytes.elementsEqual(name.utf8) }.map { String($0.value) }
    }
}
