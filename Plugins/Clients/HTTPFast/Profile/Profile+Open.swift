// Assay: makes a profile from its config.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayTLS

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
                tlsServerName: ByteBuffer(terminated: config.tls.serverName, pool), nowhere: nowhere,
                headers: HeaderBlock(config, pool), names: NameCache()))
        home.pointee.userCount += 1
        do {
            try profile.setBase(config.baseURL)
            try profile.setTLS(config.tls)
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
        verifiesTLS = config.tls.verify
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
    /// Reads the files that the config names, so that a wrong one is an error at once.
    fileprivate func setTLS(_ tls: ClientConfig.TLS) throws {
        guard !tls.caFile.isEmpty || !tls.certificateFile.isEmpty else {
            guard tls.keyFile.isEmpty else {
                throw AssayError(
                    .ASSAY_STATUS_INVALID_ARGUMENT, "tls.key_file needs tls.certificate_file", context: tls.keyFile)
            }
            return
        }
        var reason = [CChar](repeating: 0, count: 256)
        pointee.tlsContext = tls.caFile.withCString { authority in
            tls.certificateFile.withCString { certificate in
                tls.keyFile.withCString { key in
                    var options = assay_tls_options_t(
                        verify: tls.verify, ca_file: authority, certificate_file: certificate, key_file: key)
                    return assay_tls_context_open(&options, &reason, reason.count)
                }
            }
        }
        guard pointee.tlsContext == nil else { return }
        let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, String(decoding: text, as: UTF8.self))
    }

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

    /// A copy of a text with a NUL behind its count.
    init(terminated text: String, _ pool: BufferPool) {
        self.init(copying: text + "\0", pool)
        removeLast(1)
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
