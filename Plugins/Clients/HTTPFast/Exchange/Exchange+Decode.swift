// Assay: undoes the content coding of a body.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayCoding

extension UnsafeMutablePointer where Pointee == Exchange {
    /// Opens a decoder if the body needs one; an error for a coding that was not asked for. Nobody reads the body of a
    /// redirect that is followed, and a few bytes of it could stand for hours of work.
    func prepareDecoder() -> assay_client_error_t? {
        let codings = pointee.profile.pointee.codings
        guard pointee.head.coding != .identity, pointee.framing != .none, !codings.isEmpty else { return nil }
        guard !isRedirect else { return nil }
        let coding: Int32
        switch pointee.head.coding {
        case .gzip where codings.gzip: coding = ASSAY_CODING_GZIP
        case .deflate where codings.deflate: coding = ASSAY_CODING_DEFLATE
        case .brotli where codings.brotli: coding = ASSAY_CODING_BROTLI
        default: return .ASSAY_CLIENT_INVALID_CONTENT_ENCODING
        }
        pointee.decoder = assay_decoder_open(coding)
        return pointee.decoder == nil ? .ASSAY_CLIENT_OUT_OF_RESOURCES : nil
    }

    /// Hands a piece of the body on, decoded; something other than nil ends it.
    func deliver(_ bytes: ByteView) -> Received? {
        guard let decoder = pointee.decoder, bytes.count > 0 else { return emit(bytes) }
        pointee.hasCodedBytes = true
        return withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 8) { room in
            guard let output = room.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
            var input: UnsafePointer<UInt8>? = bytes.base
            var length = bytes.count
            var isFull = false
            while length > 0 || isFull {
                let before = length
                let count = assay_decoder_read(decoder, &input, &length, output, room.count)
                guard count >= 0 else { return .failed(.ASSAY_CLIENT_INVALID_CONTENT_ENCODING) }
                isFull = count == room.count
                if let received = emit(ByteView(output, count)) { return received }
                // Bytes behind the end of what was coded. With none left, a full piece before was just the last one.
                guard count > 0 || length < before || length == 0 else {
                    return .failed(.ASSAY_CLIENT_INVALID_CONTENT_ENCODING)
                }
            }
            return nil
        }
    }

    /// The body has come to its end; a coded one must have as well, unless nothing was sent.
    func finishBody(surplus: Int) -> Received {
        guard let decoder = pointee.decoder else { return .complete(surplus: surplus) }
        let isWhole = assay_decoder_is_done(decoder) || !pointee.hasCodedBytes
        closeDecoder()
        return isWhole ? .complete(surplus: surplus) : .failed(.ASSAY_CLIENT_INVALID_CONTENT_ENCODING)
    }

    /// Frees the decoder.
    @inline(__always) func closeDecoder() {
        guard let decoder = pointee.decoder else { return }
        assay_decoder_close(decoder)
        pointee.decoder = nil
    }
}
