// Assay: TLS is not there yet: https fails with "unsupported".
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

extension UnsafeMutablePointer where Pointee == Connection {
    func startHandshake() { fail(.ASSAY_CLIENT_UNSUPPORTED) }
    func continueHandshake() {}
    func closeTLS() {}
    func transmitTLS(_ bytes: ByteView) -> Int { -1 }
    func receiveTLS(_ base: UnsafeMutablePointer<UInt8>, _ size: Int) -> Int { -1 }
    func isDrainedTLS() -> Bool { false }
}
