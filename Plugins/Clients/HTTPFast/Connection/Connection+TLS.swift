// Assay: TLS on a connection.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import CAssayTLS
internal import Glibc

extension UnsafeMutablePointer where Pointee == Connection {
    /// Begins the handshake on a fresh TCP connection.
    func startHandshake() {
        let origin = pointee.origin
        pointee.state = .handshaking
        pointee.exchange?.pointee.phase = .handshaking
        guard let context = origin.pointee.profile.tlsContext() else { return fail(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        let tls = origin.withTLSName { assay_tls_open(context, pointee.watch.fd, $0, &origin.pointee.tlsSession) }
        guard let tls else { return fail(.ASSAY_CLIENT_OUT_OF_RESOURCES) }
        pointee.tls = tls
        continueHandshake(isEnding: false)
    }

    /// Goes on with the handshake, now that the socket is ready.
    func continueHandshake(isEnding: Bool) {
        guard let tls = pointee.tls else { return }
        assay_tls_set_ready(tls, isEnding)
        switch assay_tls_handshake(tls) {
        case 1:
            pointee.exchange?.book(home.now)
            becomeReady()
        case ASSAY_TLS_AGAIN: break
        case ASSAY_TLS_CERTIFICATE_INVALID: fail(.ASSAY_CLIENT_TLS_CERTIFICATE_INVALID)
        default: fail(.ASSAY_CLIENT_TLS_HANDSHAKE_FAILED)
        }
    }

    @inline(__always) func closeTLS() {
        guard let tls = pointee.tls else { return }
        assay_tls_close(tls)
        pointee.tls = nil
    }

    /// As send: how many bytes were taken, or -1 with errno.
    func transmitTLS(_ tls: OpaquePointer, _ bytes: ByteView) -> Int {
        let sent = assay_tls_write(tls, bytes.base, bytes.count)
        guard sent < 0 else { return sent }
        switch Int32(truncatingIfNeeded: sent) {
        case ASSAY_TLS_AGAIN: errno = EAGAIN
        case ASSAY_TLS_RESET: errno = ECONNRESET
        default: errno = EPIPE
        }
        return -1
    }

    /// As recv: how many bytes came, 0 at the end, or -1 with errno. EPROTO says that TLS did not end in order.
    func receiveTLS(_ tls: OpaquePointer, _ base: UnsafeMutablePointer<UInt8>, _ size: Int) -> Int {
        let count = assay_tls_read(tls, base, size)
        guard count < 0 else { return count }
        switch Int32(truncatingIfNeeded: count) {
        case ASSAY_TLS_AGAIN: errno = EAGAIN
        case ASSAY_TLS_RESET: errno = ECONNRESET
        default: errno = EPROTO
        }
        return -1
    }
}

extension UnsafeMutablePointer where Pointee == Profile {
    /// The profile's certificates and keys, read on first use: `open` does that where the config names files.
    func tlsContext() -> OpaquePointer? {
        if let context = pointee.tlsContext { return context }
        var reason = [CChar](repeating: 0, count: 256)
        var options = assay_tls_options_t()
        options.verify = pointee.limits.verifiesTLS
        pointee.tlsContext = assay_tls_context_open(&options, &reason, reason.count)
        return pointee.tlsContext
    }
}

extension UnsafeMutablePointer where Pointee == Origin {
    /// The name to send and check.
    func withTLSName<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let name = pointee.profile.pointee.tlsServerName.view
        return body((name.count > 0 ? name : pointee.host.view).cString)
    }
}
