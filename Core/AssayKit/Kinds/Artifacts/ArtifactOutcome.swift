// Assay: how a call of a store of artifacts ended, for C.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// How a call ended, and what it brought.
struct ArtifactOutcome: @unchecked Sendable {
    // @unchecked: the pointers are to boxes, and to memory of theirs that waits for the receiver.
    var status = assay_status_t.ASSAY_STATUS_OK
    var message = ""
    var info: ArtifactInfo?
    var page = ArtifactPage(entries: [])
    var upload = MultipartUpload(id: "", parts: [])
    var reader: OpaquePointer?
    var writer: OpaquePointer?
    var piece = UnsafeRawBufferPointer(start: nil, count: 0)
    /// What holds the memory of `piece`.
    var owner: ArtifactReaderBox?
    var removedCount: UInt64 = 0

    init() {}

    init(failure: any Error) {
        let error = failure as? AssayError ?? AssayError(.ASSAY_STATUS_UNKNOWN, "\(failure)")
        status = error.status == .ASSAY_STATUS_OK ? .ASSAY_STATUS_UNKNOWN : error.status
        message = error.description
    }

    /// Calls on_done with the C form, which lives until it returns.
    func deliver(to call: UnsafeMutablePointer<assay_artifact_call_t>?) {
        guard let call else { return }
        var texts = LentTexts()
        let base = [texts.add(message), texts.add(info?.etag ?? ""), texts.add(page.nextPage), texts.add(upload.id)]
        let names = page.entries.map { texts.add($0.name) }
        let parts = upload.parts.map { part in
            (part, texts.add(part.url), texts.add(part.etag), part.headers.map { (texts.add($0), texts.add($1)) })
        }
        texts.lend { text in
            let headers = parts.flatMap { $0.3.map { assay_key_value_t(key: text($0), value: text($1)) } }
            let entries = zip(page.entries, names).map { entry, name in
                assay_artifact_entry_t(
                    name: text(name), size: entry.size, is_directory: entry.isDirectory ? 1 : 0, reserved: 0)
            }
            headers.withUnsafeBufferPointer { headers in
                var next = 0
                let parts = parts.map { part, url, etag, own in
                    defer { next += own.count }
                    return assay_artifact_part_t(
                        number: UInt32(clamping: part.number), header_count: UInt32(clamping: own.count),
                        url: text(url), headers: headers.baseAddress.map { $0 + next }, etag: text(etag))
                }
                entries.withUnsafeBufferPointer { entries in
                    parts.withUnsafeBufferPointer { parts in
                        var result = makeResult(message: text(base[0]), etag: text(base[1]))
                        result.next_page = text(base[2])
                        result.upload_id = text(base[3])
                        (result.entries, result.entry_count) = (entries.baseAddress, entries.count)
                        (result.parts, result.part_count) = (parts.baseAddress, parts.count)
                        withExtendedLifetime(owner) { call.pointee.on_done(call, &result) }
                    }
                }
            }
        }
    }

    private func makeResult(message: assay_string_t, etag: assay_string_t) -> assay_artifact_result_t {
        var result = assay_artifact_result_t()
        result.struct_size = UInt32(MemoryLayout<assay_artifact_result_t>.size)
        result.status = status
        result.message = message
        if let info {
            result.info = assay_artifact_info_t(
                struct_size: UInt32(MemoryLayout<assay_artifact_info_t>.size), is_directory: info.isDirectory ? 1 : 0,
                size: info.size, modified: info.modified, etag: etag)
        }
        result.reader_owned = reader
        result.writer_owned = writer
        result.piece = assay_bytes_t(
            data: piece.baseAddress?.assumingMemoryBound(to: UInt8.self), length: piece.count)
        result.removed_count = removedCount
        return result
    }
}

/// Texts that are lent together.
private struct LentTexts {
    private var bytes: [UInt8] = []

    mutating func add(_ text: String) -> Range<Int> {
        let start = bytes.count
        bytes += text.utf8
        return start..<bytes.count
    }

    func lend(_ body: ((Range<Int>) -> assay_string_t) -> Void) {
        bytes.withUnsafeBufferPointer { all in
            body { assay_string_t(UnsafeBufferPointer(rebasing: all[$0])) }
        }
    }
}
