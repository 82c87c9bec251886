// Assay: a client that sends what it is told, byte for byte.
// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A connection of a test. Every wait ends after twenty seconds.
final class RawPeer {
    /// What the server sent.
    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    struct Broken: Error, CustomStringConvertible {
        let description: String
    }

    private static let noSignal = Int32(MSG_NOSIGNAL)
    private static let doNotWait = Int32(MSG_DONTWAIT)

    fileprivate let descriptor: Int32
    fileprivate var received: [UInt8] = []

    init(_ port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Broken(description: "connect: \(errno)") }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    deinit { close(descriptor) }

    /// Sends all of it; a server that has closed already is no error.
    func send(_ text: String) { send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Self.noSignal)
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends what the system takes without waiting for the server for `seconds`; how many bytes it took.
    func sendWhileTaken(_ bytes: [UInt8], from start: Int, quietSeconds seconds: Double) -> Int {
        var sent = start
        var quietSince = Date()
        while sent < bytes.count, Date().timeIntervalSince(quietSince) < seconds {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Self.noSignal | Self.doNotWait)
            }
            if count > 0 {
                sent += count
                quietSince = Date()
            } else {
                usleep(1000)
            }
        }
        return sent
    }

    /// Sends no more; the server may still answer.
    func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next answer, of a known length.
    func answer() throws -> Answer {
        let mark = Array("\r\n\r\n".utf8)
        while received.firstRange(of: mark) == nil { try receive() }
        guard let end = received.firstRange(of: mark) else { throw Broken(description: "no head") }
        let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        received.removeFirst(end.upperBound)
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        let status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
        let length = Int(headers["content-length"] ?? "0") ?? 0
        while received.count < length { try receive() }
        let body = Array(received[..<length])
        received.removeFirst(length)
        return Answer(status: status, headers: headers, body: body)
    }

    /// Whether the server closes the connection without a further word.
    func isClosed() -> Bool {
        do {
            while true { try receive() }
        } catch {
            return received.isEmpty && (error as? Broken)?.description == "closed"
        }
    }

    fileprivate func receive() throws {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        // A reset is an end as well: the server closed while something was still to be read.
        guard count > 0 else {
            throw Broken(description: count == 0 || errno == ECONNRESET ? "closed" : "recv: \(errno)")
        }
        received += bytes[..<count]
    }
}

extension RawPeer {
    /// Sends a request with a body and gives the answer.
    static func ask(
        _ port: Int, _ method: String, _ path: String, host: String = "localhost", headers: [String] = [],
        body: String = ""
    ) throws -> Answer {
        let peer = try RawPeer(port)
        let lines = ["\(method) \(path) HTTP/1.1", "Host: \(host)", "Content-Length: \(body.utf8.count)"] + headers
        peer.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
        return try peer.answer()
    }
}

extension RawPeer {
    /// Whether the server has sent something, or closed.
    var hasSomething: Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return Foundation.poll(&poll, 1, 0) > 0
    }
}

extension RawPeer {
    /// The status of an answer without a body.
    func headStatus() throws -> Int {
        while received.firstRange(of: Array("\r\n\r\n".utf8)) == nil { try receive() }
        return Int(String(decoding: received, as: UTF8.self).split(separator: " ")[1]) ?? 0
    }
}
