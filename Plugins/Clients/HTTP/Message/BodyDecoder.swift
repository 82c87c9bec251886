// Assay: undoes the content coding of a body as it arrives.
// SPDX-License-Identifier: Apache-2.0
internal import CAssayCoding

/// A decoder, made with the first byte of a body. libcurl's own would not notice a body that is cut.
struct BodyDecoder {
    private let decoder: OpaquePointer

    /// Nil when there is no such coding or no memory.
    init?(_ coding: ContentCoding) {
        let number =
            switch coding {
            case .gzip: ASSAY_CODING_GZIP
            case .deflate: ASSAY_CODING_DEFLATE
            case .brotli: ASSAY_CODING_BROTLI
            case .identity, .unknown: Int32(0)
            }
        guard let decoder = assay_decoder_open(number) else { return nil }
        self.decoder = decoder
    }

    /// Whether the coded body has come to its end.
    var isDone: Bool { assay_decoder_is_done(decoder) }

    /// Decodes `bytes` by way of `room`, and calls `emit` for each piece until it returns false. Returns false when the
    /// bytes are not in the coding.
    func decode(
        _ bytes: UnsafeRawBufferPointer, _ room: UnsafeMutableBufferPointer<UInt8>,
        _ emit: (UnsafeRawBufferPointer) -> Bool
    ) -> Bool {
        var input = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var left = bytes.count
        var count = room.count
        while left > 0 || count == room.count {
            count = assay_decoder_read(decoder, &input, &left, room.baseAddress, room.count)
            guard count >= 0 else { return false }
            let piece = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[..<count])
            if count > 0, !emit(piece) { return true }
        }
        return true
    }

    /// Frees the decoder.
    func close() { assay_decoder_close(decoder) }
}
