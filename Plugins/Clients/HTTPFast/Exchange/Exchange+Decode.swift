// Assay: undoes the content coding of a body.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension UnsafeMutablePointer where Pointee == Exchange {
    func prepareDecoder() -> assay_client_error_t? {
        pointee.head.coding == .identity || pointee.profile.pointee.codings.isEmpty
            ? nil : .ASSAY_CLIENT_INVALID_CONTENT_ENCODING
    }
    func deliver(_ bytes: ByteView) -> Received? { emit(bytes) }
    func finishBody(surplus: Int) -> Received { .complete(surplus: surplus) }
    func followRedirect() -> Bool { false }
}
