// Assay: where a server is to listen.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Glibc
import HummingbirdCore
import NIOCore

/// An address to bind: a host and a port, or the path of a socket.
enum Endpoint: Sendable, Hashable {
    case network(host: String, port: Int)
    case unix(path: String)

    /// How Hummingbird is told.
    var configuration: ServerConfiguration {
        let address: BindAddress =
            switch self {
            case .network(let host, let port): .hostname(host, port: port)
            case .unix(let path): .unixDomainSocket(path: path)
            }
        return ServerConfiguration(address: address, backlog: 1024)
    }

    /// The address with the port that the system gave.
    func address(_ channel: any Channel) -> String {
        switch self {
        case .unix(let path): return "unix:\(path)"
        case .network(let host, let port):
            let shown = host.contains(":") ? "[\(host)]" : host
            return "http://\(shown):\(channel.localAddress?.port ?? port)"
        }
    }

    /// Why the address cannot be had, and what to do.
    func failure(_ error: any Error) -> AssayError {
        let name =
            switch self {
            case .network(let host, let port): "\(host):\(port)"
            case .unix(let path): path
            }
        guard let code = (error as? IOError)?.errnoCode else {
            return AssayError(.ASSAY_STATUS_UNAVAILABLE, "cannot listen on \(name): the host is not known here")
        }
        let reason =
            switch code {
            case EADDRINUSE: "the address is in use; stop what listens there, or choose another port (0 for any)"
            case EACCES: "not permitted; ports below 1024 and others' folders need rights"
            case EADDRNOTAVAIL: "this machine has no such address"
            default: String(cString: strerror(code))
            }
        return AssayError(.ASSAY_STATUS_UNAVAILABLE, "cannot listen on \(name): \(reason)")
    }
}
