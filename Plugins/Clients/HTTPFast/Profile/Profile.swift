// Assay: what the sessions of one user class on one loop share.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayTLS

typealias ProfilePointer = UnsafeMutablePointer<Profile>

/// An open profile. Only the loop's thread touches it.
struct Profile {
    let home: LoopHomePointer
    let recorder: UnsafePointer<assay_recorder_t>
    let intern: @convention(c) (UnsafePointer<assay_recorder_t>?, assay_string_t, assay_string_t) -> UInt32
    let record: @convention(c) (UnsafePointer<assay_recorder_t>?, UnsafeMutablePointer<assay_request_event_t>?) -> Void
    let limits: Limits
    let codings: Codings
    let unixSocket: ByteBuffer
    /// The name to send and check instead of the host; it ends with a NUL behind its count.
    let tlsServerName: ByteBuffer
    /// Certificates and keys; nil until they are needed.
    var tlsContext: OpaquePointer?
    /// The base URL's path; it ends with "/".
    var basePath = ByteBuffer()
    var baseOrigin: OriginPointer?
    /// The origin of requests without a valid URL.
    let nowhere: OriginPointer
    /// All origins, the newest first.
    var origins: OriginPointer?
    var originCount = 0
    var headers: HeaderBlock
    var names: NameCache
    /// Sessions, exchanges and look-ups that refer to this.
    var userCount = 0
    var isClosed = false

    /// The numbers of the config.
    struct Limits {
        let connectTimeout: Int64
        let firstByteTimeout: Int64
        let timeout: Int64
        let maxBody: Int
        let maxConnections: Int32
        let maxRedirects: UInt32
        let followsRedirects: Bool
        let keepsCookies: Bool
        let keepsAlive: Bool
        let verifiesTLS: Bool
    }

    /// Which codings are asked for, and hence undone.
    struct Codings {
        let gzip: Bool
        let deflate: Bool
        let brotli: Bool

        var isEmpty: Bool { !gzip && !deflate && !brotli }
    }

    /// The most origins that one profile remembers; requests to further ones fail.
    static let maxOrigins = 4096
}

extension UnsafeMutablePointer where Pointee == Profile {
    /// The origin of `parts`, made on first use; nil when there are too many.
    func origin(_ parts: URLParts) -> OriginPointer? {
        var candidate = pointee.origins
        while let origin = candidate {
            if origin.matches(parts) { return origin }
            candidate = origin.pointee.next
        }
        guard pointee.originCount < Profile.maxOrigins else { return nil }
        let origin = OriginPointer.allocate(capacity: 1)
        origin.initialize(to: Origin(parts, self))
        origin.pointee.next = pointee.origins
        pointee.origins = origin
        pointee.originCount += 1
        return origin
    }

    /// Ends a reference; the last one of a closed profile frees it.
    @inline(__always) func release() {
        pointee.userCount &-= 1
        if pointee.userCount == 0 && pointee.isClosed { destroy() }
    }

    /// Ends the profile's use by its opener.
    func close() {
        pointee.isClosed = true
        if pointee.userCount == 0 { destroy() }
    }

    private func destroy() {
        let home = pointee.home
        while let origin = pointee.origins {
            pointee.origins = origin.pointee.next
            origin.destroy(home)
        }
        pointee.nowhere.destroy(home)
        pointee.basePath.clear(home.pointee.buffers)
        for buffer in [pointee.unixSocket, pointee.tlsServerName] {
            var text = buffer
            text.clear(home.pointee.buffers)
        }
        assay_tls_context_close(pointee.tlsContext)
        pointee.headers.destroy(home.pointee.buffers)
        pointee.names.destroy()
        deinitialize(count: 1)
        deallocate()
        home.release()
    }
}
