// Assay: what a tracking store answers.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// An answer in the terms of HTTP; an error is MLflow's own error object with its status.
public struct TrackingAnswer: Sendable {
    /// The HTTP status.
    public var status: Int
    /// The type of the body.
    public var contentType: StaticString
    /// As a rule JSON.
    public var body: [UInt8]

    /// Makes an answer.
    public init(status: Int = 200, contentType: StaticString = "application/json", body: [UInt8]) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    /// Whether the operation was carried out.
    public var isSuccess: Bool { status < 400 }
}

extension TrackingAnswer {
    /// The C form, for a receiver that gives it back to `release`.
    func makeResponse() -> UnsafeMutablePointer<assay_tracking_response_t> {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(body.count, 1))
        _ = bytes.initialize(from: body)
        let response = UnsafeMutablePointer<assay_tracking_response_t>.allocate(capacity: 1)
        response.initialize(
            to: assay_tracking_response_t(
                struct_size: UInt32(MemoryLayout<assay_tracking_response_t>.size), http_status: Int32(clamping: status),
                content_type: UnsafeRawPointer(contentType.utf8Start).assumingMemoryBound(to: CChar.self),
                body: assay_bytes_t(data: bytes.baseAddress, length: body.count),
                tracking_data: UnsafeMutableRawPointer(bytes.baseAddress)))
        return response
    }

    /// Frees the C form.
    static func release(_ response: UnsafeMutablePointer<assay_tracking_response_t>?) {
        guard let response else { return }
        response.pointee.tracking_data?.deallocate()
        response.deallocate()
    }

    /// Copies what a store has answered.
    init(_ response: assay_tracking_response_t) {
        let isJSON = response.content_type.map { String(cString: $0) == "application/json" } ?? true
        self.init(
            status: Int(response.http_status), contentType: isJSON ? "application/json" : "text/plain",
            body: [UInt8](response.body))
    }
}
