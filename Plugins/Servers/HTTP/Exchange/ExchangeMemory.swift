// Assay: the C struct of an exchange and the bytes it refers to, in one block.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import NIOHTTP1

/// Lays out an exchange: the struct, the target as received, its decoded path, and the peer's address.
enum ExchangeMemory {
    /// Makes the block for a request; its parameters come with `setParameters`.
    static func make(_ head: HTTPRequestHead, peer: [UInt8]) -> UnsafeMutablePointer<assay_exchange_t> {
        var uri = head.uri
        return uri.withUTF8 { raw in
            let size = MemoryLayout<assay_exchange_t>.stride
            let block = UnsafeMutableRawPointer.allocate(
                byteCount: size + 2 * raw.count + peer.count, alignment: MemoryLayout<assay_exchange_t>.alignment)
            let exchange = block.bindMemory(to: assay_exchange_t.self, capacity: 1)
            exchange.initialize(to: assay_exchange_t())
            let target = UnsafeMutableRawBufferPointer(start: block + size, count: raw.count)
            target.copyBytes(from: raw)
            let parts = RequestTarget(UnsafeRawBufferPointer(target))
            let path = UnsafeRawBufferPointer(rebasing: target[parts.path])
            let decoded = UnsafeMutableRawBufferPointer(start: block + size + raw.count, count: path.count)
            let length = PathText.decode(path, into: decoded)
            let address = UnsafeMutableRawBufferPointer(start: block + size + 2 * raw.count, count: peer.count)
            address.copyBytes(from: peer)
            exchange.pointee.struct_size = UInt32(size)
            exchange.pointee.raw_path = text(path)
            exchange.pointee.raw_query = text(UnsafeRawBufferPointer(rebasing: target[parts.query]))
            exchange.pointee.path = text(UnsafeRawBufferPointer(start: decoded.baseAddress, count: length))
            exchange.pointee.peer = text(UnsafeRawBufferPointer(address))
            exchange.pointee.content_length = contentLength(head)
            return exchange
        }
    }

    /// Fills in what the match knows: the route, the method and the parameters.
    static func setMatch(
        _ exchange: UnsafeMutablePointer<assay_exchange_t>, _ target: RouteTarget, _ values: [Range<Int>]
    ) {
        let route = target.route.pointee
        exchange.pointee.route = target.index
        exchange.pointee.method = assay_string_t(data: route.method, length: target.methodLength)
        guard !values.isEmpty, let path = exchange.pointee.path.data else { return }
        let parameters = UnsafeMutablePointer<assay_key_value_t>.allocate(capacity: values.count)
        for (index, (name, value)) in zip(target.parameters, values).enumerated() {
            let text = assay_string_t(data: path + value.lowerBound, length: value.count)
            (parameters + index).initialize(to: assay_key_value_t(key: name, value: text))
        }
        exchange.pointee.parameters = UnsafePointer(parameters)
        exchange.pointee.parameter_count = values.count
    }

    static func free(_ exchange: UnsafeMutablePointer<assay_exchange_t>) {
        exchange.pointee.parameters?.deallocate()
        UnsafeMutableRawPointer(exchange).deallocate()
    }

    private static func contentLength(_ head: HTTPRequestHead) -> Int64 {
        head.headers.first(name: "content-length").flatMap { Int64($0) } ?? -1
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> assay_string_t {
        assay_string_t(data: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), length: bytes.count)
    }
}
