// Assay: the address of a peer as a text.
// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// "127.0.0.1:41234", "[::1]:41234" or "unix".
enum PeerAddress {
    static func text(_ address: SocketAddress?) -> [UInt8] {
        guard let address, let host = address.ipAddress, let port = address.port else { return Array("unix".utf8) }
        return Array((host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)").utf8)
    }
}
