// Assay: the C functions of exchanges.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import NIOCore
import NIOHTTP1

/// The one table of functions that all exchanges share.
enum ExchangeTable {
    // nonisolated(unsafe): written once, here, and only read afterwards.
    nonisolated(unsafe) static let pointer: UnsafePointer<assay_exchange_calls_t> = {
        let table = UnsafeMutablePointer<assay_exchange_calls_t>.allocate(capacity: 1)
        table.initialize(
            to: assay_exchange_calls_t(
                struct_size: UInt32(MemoryLayout<assay_exchange_calls_t>.size),
                get_header: { header($0, $1, $2) },
                get_header_at: { header($0, at: $1, $2) },
                watch_peer: { exchange, onGone, data in
                    HTTPExchange.of(exchange)?.watchPeer(onGone.map { PeerListener(onGone: $0, userData: data) })
                },
                read: { read($0, $1) },
                respond: { respond($0, $1, $2, $3, $4) },
                begin: { begin($0, $1, $2, $3, $4) },
                write: { write($0, $1, $2) },
                end: { exchange in
                    HTTPExchange.of(exchange)?.end { $0.endAnswer() }
                },
                abort: { exchange in
                    HTTPExchange.of(exchange)?.end { $0.abortAnswer() }
                }))
        return UnsafePointer(table)
    }()

    private typealias Pointer = UnsafeMutablePointer<assay_exchange_t>
    private typealias Headers = UnsafePointer<assay_key_value_t>

    private static func header(
        _ exchange: Pointer?, _ name: assay_string_t, _ value: UnsafeMutablePointer<assay_string_t>?
    ) -> Bool {
        guard let exchange = HTTPExchange.of(exchange), let text = exchange.head.headers.first(name: String(name))
        else {
            return false
        }
        value?.pointee = exchange.lend(text)
        return true
    }

    private static func header(
        _ exchange: Pointer?, at index: UInt32, _ header: UnsafeMutablePointer<assay_key_value_t>?
    ) -> Bool {
        guard let exchange = HTTPExchange.of(exchange), index < exchange.head.headers.count else { return false }
        let headers = exchange.head.headers
        let entry = headers[headers.index(headers.startIndex, offsetBy: Int(index))]
        header?.pointee = assay_key_value_t(key: exchange.lend(entry.name), value: exchange.lend(entry.value))
        return true
    }

    private static func respond(
        _ exchange: Pointer?, _ status: UInt32, _ headers: Headers?, _ count: Int, _ body: assay_bytes_t
    ) {
        let bytes = UnsafeRawBufferPointer(start: body.data, count: body.data == nil ? 0 : body.length)
        let answer = Answer(
            status: HTTPResponseStatus(statusCode: Int(status)), headers: HTTPHeaders(headers, count),
            body: ByteBuffer(bytes: bytes))
        HTTPExchange.of(exchange)?.end { $0.send(answer) }
    }

    private static func begin(
        _ exchange: Pointer?, _ status: UInt32, _ headers: Headers?, _ count: Int, _ length: Int64
    ) {
        var headers = HTTPHeaders(headers, count)
        if length >= 0 { headers.replaceOrAdd(name: "content-length", value: String(length)) }
        let status = HTTPResponseStatus(statusCode: Int(status))
        _ = HTTPExchange.of(exchange)?.onLoop { [headers] in $0.beginAnswer(status, headers, length: length) }
    }

    private static func write(
        _ exchange: Pointer?, _ piece: assay_bytes_t, _ write: UnsafeMutablePointer<assay_exchange_write_t>?
    ) {
        guard let write, let exchange = HTTPExchange.of(exchange) else { return }
        let bytes = UnsafeRawBufferPointer(start: piece.data, count: piece.data == nil ? 0 : piece.length)
        let buffer = ByteBuffer(bytes: bytes)
        let pending = PendingWrite(write)
        if !exchange.onLoop({ $0.writePiece(buffer, pending) }) { pending.endElsewhere(.ASSAY_STATUS_CANCELLED) }
    }

    private static func read(_ exchange: Pointer?, _ read: UnsafeMutablePointer<assay_exchange_read_t>?) {
        guard let read, let exchange = HTTPExchange.of(exchange) else { return }
        let pending = PendingRead(read)
        if !exchange.onLoop({ $0.readPiece(pending) }) { pending.endElsewhere(.ASSAY_STATUS_CANCELLED) }
    }
}

extension HTTPHeaders {
    /// Copies the headers of a C caller. Those that frame the message are the server's own.
    init(_ headers: UnsafePointer<assay_key_value_t>?, _ count: Int) {
        self.init()
        reserveCapacity(count + 6)
        for header in UnsafeBufferPointer(start: headers, count: headers == nil ? 0 : count) {
            let name = String(header.key)
            switch name.lowercased() {
            case "content-length", "transfer-encoding", "connection": continue
            default: add(name: name, value: String(header.value))
            }
        }
    }
}
