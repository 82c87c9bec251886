// Assay: a server on loopback that answers as a test says, byte for byte.
// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What the server does with a request.
struct Reply {
    /// Sent one after the other.
    var pieces: [[UInt8]]
    var closes = false

    init(_ texts: String..., closes: Bool = false) {
        pieces = texts.map { Array($0.utf8) }
        self.closes = closes
    }

    init(pieces: [[UInt8]], closes: Bool = false) {
        self.pieces = pieces
        self.closes = closes
    }
}

/// Serves each connection on a thread of its own until the peer goes or `reply` closes.
final class ScriptServer: @unchecked Sendable {
    // @unchecked: `lock` guards what changes.
    let port: Int
    private let listener: Int32
    private let reply: @Sendable (_ connection: Int, _ request: String) -> Reply
    private let lock = NSLock()
    private var seen: [String] = []
    private var connections = 0
    private var replies = 0

    private let readsBody: Bool
    private let pause: UInt32
    private let drainsAfterReply: Int

    /// Listens on a Unix socket, on ::1 or on 127.0.0.1. Without `readsBody` the reply goes out once the head is there;
    /// then so many further bytes are read between the first piece and the rest.
    /// `pause` lies between two pieces, in microseconds.
    init(
        path: String? = nil, isIPv6: Bool = false, readsBody: Bool = true, drainsAfterReply: Int = 0,
        pause: UInt32 = 1000,
        _ reply: @escaping @Sendable (_ connection: Int, _ request: String) -> Reply
    ) throws {
        self.reply = reply
        self.readsBody = readsBody
        self.pause = pause
        self.drainsAfterReply = drainsAfterReply
        listener = socket(path != nil ? AF_UNIX : (isIPv6 ? AF_INET6 : AF_INET), Int32(SOCK_STREAM.rawValue), 0)
        let listening = listener
        if let path {
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            port = 0
            try ScriptServer.bind(listening, &address)
        } else if isIPv6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_addr = in6addr_loopback
            try ScriptServer.bind(listening, &address)
            port = Int(UInt16(bigEndian: address.sin6_port))
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            try ScriptServer.bind(listening, &address)
            port = Int(UInt16(bigEndian: address.sin_port))
        }
        Thread.detachNewThread { [self] in accept() }
    }

    /// Binds and listens, and reads the address back.
    private static func bind<Address>(_ fd: Int32, _ address: inout Address) throws {
        var length = socklen_t(MemoryLayout<Address>.size)
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                Glibc.bind(fd, address, length) == 0 && listen(fd, 64) == 0 && getsockname(fd, address, &length) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRINUSE) }
    }

    deinit { close(listener) }

    func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    var url: String { "http://127.0.0.1:\(port)" }

    /// The heads of all requests so far, bodies included.
    var requests: [String] { lock.withLock { seen } }
    /// How many replies the kernel has taken whole.
    var replyCount: Int { lock.withLock { replies } }
    var connectionCount: Int { lock.withLock { connections } }

    private func accept() {
        while case let fd = Glibc.accept(listener, nil, nil), fd >= 0 {
            let number = lock.withLock {
                connections += 1
                return connections
            }
            Thread.detachNewThread { [self] in
                serve(fd, number)
                close(fd)
            }
        }
    }

    private func serve(_ fd: Int32, _ number: Int) {
        var on: Int32 = 1
        setsockopt(fd, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        while let request = readRequest(fd) {
            lock.withLock { seen.append(request) }
            let reply = reply(number, request)
            for (index, piece) in reply.pieces.enumerated() {
                if index == 1 { drain(fd) }
                guard piece.withUnsafeBytes({ send(fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }) >= 0 else {
                    return
                }
                if reply.pieces.count > 1 && pause > 0 { usleep(pause) }
            }
            lock.withLock { replies += 1 }
            if reply.closes { return }
        }
    }

    private func drain(_ fd: Int32) {
        var rest = drainsAfterReply
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while rest > 0, case let count = recv(fd, &buffer, min(buffer.count, rest), 0), count > 0 { rest -= count }
    }

    private func readRequest(_ fd: Int32) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let head = text[..<end.lowerBound].lowercased()
                guard readsBody else { return text }
                var length = 0
                for line in head.split(separator: "\r\n") where line.hasPrefix("content-length:") {
                    length = Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)) ?? 0
                }
                if bytes.count >= text[..<end.upperBound].utf8.count + length { return text }
            }
            let count = recv(fd, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }
}
