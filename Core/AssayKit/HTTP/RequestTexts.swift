// Assay: the memory that a request's texts are in while it is in flight.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The texts of one request, in one piece of memory that is used again for the next.
struct RequestTexts {
    private var storage = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var headers = UnsafeMutableBufferPointer<assay_key_value_t>(start: nil, count: 0)
    private var used = 0

    /// Copies URL and name.
    mutating func fill(_ request: UnsafeMutablePointer<assay_client_request_t>, _ url: String, _ name: String?) {
        reserve(url.utf8.count &+ (name?.utf8.count ?? 0))
        request.pointee.url = keep(url)
        request.pointee.name = name.map { keep($0) } ?? assay_string_t()
    }

    /// Copies URL, name, headers and body.
    mutating func fill(
        _ request: UnsafeMutablePointer<assay_client_request_t>, _ url: String, _ name: String?,
        _ list: [HTTPHeader], _ body: HTTPBody?
    ) {
        let all = list + (body?.contentType.map { [HTTPHeader("Content-Type", $0)] } ?? [])
        let size = all.reduce(body?.bytes.count ?? 0) { $0 &+ $1.size }
        reserve(url.utf8.count &+ (name?.utf8.count ?? 0) &+ size)
        request.pointee.url = keep(url)
        request.pointee.name = name.map { keep($0) } ?? assay_string_t()
        if all.count > headers.count {
            headers.deallocate()
            headers = .allocate(capacity: all.count)
        }
        for (index, header) in all.enumerated() {
            headers.initializeElement(
                at: index, to: assay_key_value_t(key: keep(header.name), value: keep(header.value)))
        }
        request.pointee.headers = UnsafePointer(headers.baseAddress)
        request.pointee.header_count = all.count
        let bytes = body.map { body in body.bytes.withUnsafeBytes { keep($0) } }
        request.pointee.body = assay_bytes_t(
            data: bytes?.baseAddress?.assumingMemoryBound(to: UInt8.self), length: bytes?.count ?? 0)
    }

    /// Frees the memory.
    func free() {
        storage.deallocate()
        headers.deallocate()
    }

    private mutating func reserve(_ byteCount: Int) {
        used = 0
        guard byteCount > storage.count else { return }
        storage.deallocate()
        storage = .allocate(byteCount: byteCount &+ 32, alignment: 8)
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard let base = storage.baseAddress, let source = bytes.baseAddress, bytes.count <= storage.count &- used
        else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        let place = base + used
        place.copyMemory(from: source, byteCount: bytes.count)
        used &+= bytes.count
        return UnsafeRawBufferPointer(start: place, count: bytes.count)
    }

    private mutating func keep(_ text: String) -> assay_string_t {
        var text = text
        return text.withUTF8 { bytes in
            let kept = keep(UnsafeRawBufferPointer(bytes))
            return assay_string_t(data: kept.baseAddress?.assumingMemoryBound(to: CChar.self), length: kept.count)
        }
    }
}
