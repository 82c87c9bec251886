// Assay: a request lent to a C function.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Lends the texts of a request for the length of a call.
enum BorrowedRequest {
    static func lend<Result>(
        _ request: TrackingRequest, _ body: (UnsafePointer<assay_tracking_request_t>) -> Result
    ) -> Result {
        var texts = [request.operation, request.workspace, request.principal, request.query]
        for (name, value) in request.pathParameters { texts += [name, value] }
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for text in texts {
            bytes += text.utf8
            ends.append(bytes.count)
        }
        return bytes.withUnsafeBufferPointer { all in
            let pieces = ends.indices.map { index in
                let start = index == 0 ? 0 : ends[index - 1]
                return assay_string_t(UnsafeBufferPointer(rebasing: all[start..<ends[index]]))
            }
            let parameters = stride(from: 4, to: pieces.count, by: 2).map {
                assay_key_value_t(key: pieces[$0], value: pieces[$0 + 1])
            }
            return parameters.withUnsafeBufferPointer { parameters in
                request.body.withUnsafeBufferPointer { content in
                    var lent = assay_tracking_request_t()
                    lent.struct_size = UInt32(MemoryLayout<assay_tracking_request_t>.size)
                    lent.flags = request.isGet ? ASSAY_TRACKING_GET : 0
                    lent.operation = pieces[0]
                    lent.workspace = pieces[1]
                    lent.principal = pieces[2]
                    lent.query = pieces[3]
                    lent.body = assay_bytes_t(data: content.baseAddress, length: content.count)
                    lent.path_parameters = parameters.baseAddress
                    lent.path_parameter_count = parameters.count
                    return body(&lent)
                }
            }
        }
    }
}
