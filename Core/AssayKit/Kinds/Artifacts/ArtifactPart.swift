// Assay: uploads and downloads that clients make without us.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Where a client sends or reads something itself, or what the service answered to it.
public struct ArtifactPart: Sendable {
    /// The part's number, from 1; 0 for a presigned URL.
    public var number: Int
    /// Where it goes.
    public var url: String
    /// The headers to send along.
    public var headers: [(name: String, value: String)]
    /// What the service answered when it had the part.
    public var etag: String

    /// Describes a part.
    public init(number: Int, url: String = "", headers: [(name: String, value: String)] = [], etag: String = "") {
        self.number = number
        self.url = url
        self.headers = headers
        self.etag = etag
    }

    init(_ part: assay_artifact_part_t) {
        let lent = UnsafeBufferPointer(start: part.headers, count: part.headers == nil ? 0 : Int(part.header_count))
        self.init(
            number: Int(part.number), url: String(part.url),
            headers: lent.map { (String($0.key), String($0.value)) }, etag: String(part.etag))
    }
}

/// An upload of parts that the client sends to the store's service itself.
public struct MultipartUpload: Sendable {
    /// The name of the upload.
    public var id: String
    /// Where to send the parts.
    public var parts: [ArtifactPart]

    /// Describes an upload.
    public init(id: String, parts: [ArtifactPart]) {
        self.id = id
        self.parts = parts
    }

    init(_ result: assay_artifact_result_t) {
        let lent = UnsafeBufferPointer(start: result.parts, count: result.parts == nil ? 0 : result.part_count)
        self.init(id: String(result.upload_id), parts: lent.map { ArtifactPart($0) })
    }
}
