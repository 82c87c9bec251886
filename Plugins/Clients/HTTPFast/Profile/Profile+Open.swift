// Assay: makes a profile from its config.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

extension Profile {
    /// Makes a profile on the loop of `home`.
    static func open(
        _ home: LoopHomePointer, _ config: ClientConfig, _ recorder: UnsafePointer<assay_recorder_t>
    ) throws -> ProfilePointer {
        guard let intern = recorder.pointee.intern, let record = recorder.pointee.record else {
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the recorder lacks a function")
        }
        let pool = home.pointee.buffers
        let profile = ProfilePointer.allocate(capacity: 1)
        let nowhere = OriginPointer.allocate(capacity: 1)
        nowhere.initialize(to: Origin(nowhereOf: profile))
        profile.initialize(
            to: Profile(
                home: home, recorder: recorder, intern: intern, record: record, limits: Limits(config),
                codings: Codings(config), unixSocket: ByteBuffer(copying: config.unixSocket, pool),
                nowhere: nowhere, headers: HeaderBlock(config, pool), names: NameCache()))
        home.pointee.userCount += 1
        do {
            try profile.setBase(config.baseURL)
            return profile
        } catch {
            profile.close()
            throw error
        }
    }
}

extension Profile.Limits {
    init(_ config: ClientConfig) {
        connectTimeout = config.connectTimeout
        firstByteTimeout = config.firstByteTimeout
        timeout = config.timeout
        maxBody = config.maxBodyBytes
        maxConnections = Int32(clamping: config.maxConnections)
        maxRedirects = UInt32(clamping: config.maxRedirects)
        followsRedirects = config.followRedirects
        keepsCookies = config.cookies
        keepsAlive = config.keepAlive
    }
}

extension Profile.Codings {
    init(_ config: ClientConfig) {
        gzip = config.acceptEncoding.contains("gzip")
        deflate = config.acceptEncoding.contains("deflate")
        brotli = config.acceptEncoding.contains("br")
    }
}

extension UnsafeMutablePointer where Pointee == Profile {
    /// Takes the base URL apart.
    fileprivate func setBase(_ url: String) throws {
        guard !url.isEmpty else { return }
        let pool = pointee.home.pointee.buffers
        var text = ByteBuffer(copying: url, pool)
        defer { text.clear(pool) }
        guard let parts = URLParts(text.view), RequestTarget.form(parts.target) == .plain,
            parts.target.index(of: 63) == nil, let origin = origin(parts)
        else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "the base url must be http://, https:// or unix:/path.sock:/, without blanks and query", context: url)
        }
        pointee.baseOrigin = origin
        if parts.userInfo.count > 0 { try origin.setCredentials(parts.userInfo, pool) }
        _ = pointee.basePath.append(parts.target, pool)
        if parts.target.count == 0 || parts.target[parts.target.count - 1] != 47 {
            _ = pointee.basePath.append(ByteView("/"), pool)
        }
    }
}

extension ByteBuffer {
    /// A copy of a text, for cold paths.
    init(copying text: String, _ pool: BufferPool) {
        self.init()
        var text = text
        text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return }
            _ = append(ByteView(base, bytes.count), pool)
        }
    }

    /// Adds a text, for cold paths.
    mutating func append(_ text: String, _ pool: BufferPool) {
        var text = text
        text.withUTF8 { bytes in
            guard let base = bytes.baseAddress else { return }
            _ = append(ByteView(base, bytes.count), pool)
        }
    }
}
