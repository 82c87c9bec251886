// Assay: one connection of the check's server.
// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Reads requests and answers by their path. Answers are small: the kernel takes them whole.
final class PeerConnection {
    private let socket: Int32
    private var received: [UInt8] = []
    /// Pieces that are still to be sent, one a turn; nil closes.
    private var pieces: [String?] = []
    private(set) var isClosed = false

    init(_ socket: Int32) {
        self.socket = socket
    }

    deinit { close(socket) }

    /// Sends a piece, reads what there is, and returns the requests that have come.
    func turn() -> [PeerRequest] {
        sendPiece()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isClosed {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count > 0 {
                received += buffer[..<count]
            } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                isClosed = true
            } else {
                break
            }
        }
        var requests: [PeerRequest] = []
        while let request = PeerRequest(taking: &received) {
            requests.append(request)
            pieces += Self.answer(request)
        }
        return requests
    }

    private func sendPiece() {
        guard !pieces.isEmpty, !isClosed else { return }
        guard let piece = pieces.removeFirst() else {
            isClosed = true
            shutdown(socket, Int32(SHUT_RDWR))
            return
        }
        let bytes = Array(piece.utf8)
        if send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) != bytes.count { isClosed = true }
    }

    private static func answer(_ request: PeerRequest) -> [String?] {
        switch request.target {
        case "/missing": [page("404 Not Found", "no")]
        case "/redirect": ["HTTP/1.1 302 Found\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n"]
        case "/chunks":
            [
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n", "3\r\ntwo\r\n", "5\r\nthree\r\n",
                "0\r\n\r\n",
            ]
        case "/hang": []
        case "/close": [nil]
        case "/half": ["HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", nil]
        case "/garbage": ["this is no HTTP\r\n\r\n", nil]
        default: [page("200 OK", "\(request.method) \(request.target) \(request.body)")]
        }
    }

    private static func page(_ status: String, _ body: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: text/plain\r\nSet-Cookie: visit=1\r\nContent-Length: \(body.utf8.count)\r\n"
            + "\r\n\(body)"
    }
}
