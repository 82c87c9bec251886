// Assay: Unix stream sockets.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Opens sockets by path.
enum UnixSocket {
    /// Listens at `path`, readable and writable by the owner alone; the descriptor does not block.
    static func listen(at path: String) throws(TailFailure) -> Int32 {
        let descriptor = try open(flags: Int32(SOCK_NONBLOCK.rawValue))
        unlink(path)
        let result = try withAddress(path) { address, length in bind(descriptor, address, length) }
        guard result == 0, chmod(path, 0o600) == 0, Glibc.listen(descriptor, 16) == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw TailFailure("cannot listen at '\(path)': \(reason)")
        }
        return descriptor
    }

    /// Connects to `path`; nil when nobody listens there. The descriptor blocks.
    static func connect(to path: String) throws(TailFailure) -> Int32? {
        let descriptor = try open(flags: 0)
        let result = try withAddress(path) { address, length in Glibc.connect(descriptor, address, length) }
        if result == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    private static func open(flags: Int32) throws(TailFailure) -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue) | flags, 0)
        guard descriptor >= 0 else { throw TailFailure("cannot open a socket: \(String(cString: strerror(errno)))") }
        return descriptor
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(TailFailure) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let isCopied = withUnsafeMutableBytes(of: &address.sun_path) { buffer in
            guard path.utf8.count < buffer.count else { return false }
            buffer.copyBytes(from: path.utf8)
            return true
        }
        guard isCopied else { throw TailFailure("path '\(path)' is too long for a socket; shorten XDG_RUNTIME_DIR") }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
