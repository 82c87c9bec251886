// Assay: what a store of artifacts has answered.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// The result of a call, copied.
package struct ArtifactAnswer {
    package let status: assay_status_t
    package let message: String
    package let info: assay_artifact_info_t
    package let names: [String]
    package let entries: [assay_artifact_entry_t]
    package let nextPage: [UInt8]
    package let reader: OpaquePointer?
    package let writer: OpaquePointer?
    package let piece: [UInt8]
    package let removedCount: UInt64

    init(_ result: assay_artifact_result_t) {
        status = result.status
        message = Self.text(result.message)
        info = result.info
        entries = Array(
            UnsafeBufferPointer(start: result.entries, count: result.entries == nil ? 0 : result.entry_count))
        names = entries.map { Self.text($0.name) }
        nextPage = Self.bytes(result.next_page)
        reader = result.reader_owned
        writer = result.writer_owned
        piece = Array(
            UnsafeBufferPointer(start: result.piece.data, count: result.piece.data == nil ? 0 : result.piece.length))
        removedCount = result.removed_count
    }

    private static func bytes(_ text: assay_string_t) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: text.data, count: text.data == nil ? 0 : text.length))
    }

    private static func text(_ text: assay_string_t) -> String { String(decoding: bytes(text), as: UTF8.self) }
}
