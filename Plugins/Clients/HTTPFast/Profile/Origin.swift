// Assay: a server that a profile talks to: scheme, host and port, and where it is.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayTLS
internal import Glibc

typealias OriginPointer = UnsafeMutablePointer<Origin>

/// One origin of a profile.
struct Origin {
    let profile: ProfilePointer
    var next: OriginPointer?
    let isTLS: Bool
    let isIPv6: Bool
    let port: UInt16
    /// Ends with a NUL behind its count.
    var host = ByteBuffer()
    /// Empty for TCP.
    var socketPath = ByteBuffer()
    /// "http://host:port", for the URL of a response.
    var prefix = ByteBuffer()
    /// " HTTP/1.1\r\nHost: host:port\r\n"
    var opening = ByteBuffer()
    /// "Authorization: Basic …\r\n", when the base URL has user and password.
    var authorization = ByteBuffer()

    var addresses = AddressList()
    /// When they were looked up; 0 for never.
    var resolvedAt: assay_instant_t = 0
    var isResolving = false
    /// Connections that wait for the addresses.
    var waiting: ConnectionPointer?
    var lastHead = HeadMemory()
    /// A TLS session to resume.
    var tlsSession: OpaquePointer?

    /// The origin of requests without a valid URL; nothing connects to it.
    init(nowhereOf profile: ProfilePointer) {
        self.profile = profile
        isTLS = false
        isIPv6 = false
        port = 0
    }

    init(_ parts: URLParts, _ profile: ProfilePointer) {
        let pool = profile.pointee.home.pointee.buffers
        self.profile = profile
        isTLS = parts.isTLS
        isIPv6 = parts.isIPv6
        port = parts.port
        _ = host.append(parts.host, pool)
        _ = host.append(ByteView("\0"), pool)
        host.removeLast(1)
        _ = socketPath.append(parts.socketPath, pool)
        let isDefault = parts.port == (parts.isTLS ? 443 : 80) || parts.socketPath.count > 0
        let name = parts.isIPv6 ? "[" + parts.host.string + "]" : parts.host.string
        let authority = isDefault ? name : name + ":" + String(parts.port)
        prefix.append(
            parts.socketPath.count > 0
                ? "unix:" + parts.socketPath.string + ":" : (parts.isTLS ? "https://" : "http://") + authority, pool)
        opening.append(" HTTP/1.1\r\nHost: " + authority + "\r\n", pool)
    }
}

extension UnsafeMutablePointer where Pointee == Origin {
    /// Whether `parts` names this origin.
    @inline(__always) func matches(_ parts: URLParts) -> Bool {
        pointee.port == parts.port && pointee.isTLS == parts.isTLS
            && pointee.host.view.equalsIgnoringCase(parts.host) && pointee.socketPath.view.equals(parts.socketPath)
    }

    /// The Unix socket to connect to; empty for TCP.
    var socketPath: ByteView {
        pointee.socketPath.count > 0 ? pointee.socketPath.view : pointee.profile.pointee.unixSocket.view
    }

    /// Keeps "user:password" of the base URL, percent-decoded, as an Authorization header.
    func setCredentials(_ userInfo: ByteView, _ pool: BufferPool) throws {
        guard let line = BasicAuthorization.line(userInfo) else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the user or password in the base url is badly encoded")
        }
        pointee.authorization.append(line, pool)
    }

    func destroy(_ home: LoopHomePointer) {
        let pool = home.pointee.buffers
        pointee.host.clear(pool)
        pointee.socketPath.clear(pool)
        pointee.prefix.clear(pool)
        pointee.opening.clear(pool)
        pointee.authorization.clear(pool)
        pointee.lastHead.clear(pool)
        pointee.addresses.clear()
        assay_tls_session_close(pointee.tlsSession)
        deinitialize(count: 1)
        deallocate()
    }
}
