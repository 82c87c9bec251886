// Assay: an HTTP server on loopback for the check of clients.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import Glibc

/// A server that answers by path, well or badly. The test turns it, on its own thread.
final class TestPeer {
    /// The port it listens on.
    let port: UInt16
    /// A port that refuses connections as long as this object lives.
    let refusingPort: UInt16
    /// The requests so far.
    private(set) var requests: [PeerRequest] = []
    /// Connections made so far.
    private(set) var connectionCount = 0
    private var connections: [PeerConnection] = []
    private let listener: Int32
    private let refuser: Int32

    /// Listens.
    init() throws {
        (listener, port) = try Self.bind()
        (refuser, refusingPort) = try Self.bind()
        guard listen(listener, 64) == 0 else { throw Self.failure("cannot listen on 127.0.0.1") }
    }

    deinit {
        connections = []
        close(listener)
        close(refuser)
    }

    /// An URL of this server.
    func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    /// Connections that the client has not closed.
    var openCount: Int { connections.count }

    /// Takes connections, reads and answers what there is; waits for nothing.
    func turn() {
        while case let socket = accept(listener, nil, nil), socket >= 0 {
            _ = fcntl(socket, F_SETFL, O_NONBLOCK)
            _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
            connectionCount += 1
            connections.append(PeerConnection(socket))
        }
        for connection in connections { requests += connection.turn() }
        connections.removeAll(where: \.isClosed)
    }

    private static func bind() throws -> (Int32, UInt16) {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw failure("cannot make a socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound else {
            close(socket)
            throw failure("cannot bind to 127.0.0.1")
        }
        return (socket, UInt16(bigEndian: address.sin_port))
    }

    private static func failure(_ what: String) -> AssayError {
        AssayError(.ASSAY_STATUS_UNAVAILABLE, "the check's server \(what)", context: String(cString: strerror(errno)))
    }
}
