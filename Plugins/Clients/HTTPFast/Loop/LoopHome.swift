// Assay: what all profiles of the client share on one loop.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssaySocket

typealias LoopHomePointer = UnsafeMutablePointer<LoopHome>

/// The client's memory on one loop; only the loop's thread touches it.
struct LoopHome {
    let loop: OpaquePointer
    let host: UnsafePointer<assay_host_t>
    let functions: LoopFunctions
    let buffers = BufferPool()
    /// Where requests are put together.
    var scratch = ByteBuffer()
    var freeExchanges: ExchangePointer?
    var freeExchangeCount = 0
    /// What added to the monotonic clock gives the wall clock, and when that was found.
    var wallOffset: Int64 = 0
    var wallReadAt: Int64 = -2_000_000_000
    /// Profiles that refer to this.
    var userCount = 0
    /// The component has gone, and a look-up that no one can stop still has a profile.
    var isOrphan = false

    /// The most exchanges kept for use again.
    static let maxFreeExchanges = 4096

    init(loop: OpaquePointer, host: Host, functions: LoopFunctions) {
        self.loop = loop
        self.host = host.pointer
        self.functions = functions
    }
}

extension UnsafeMutablePointer where Pointee == LoopHome {
    /// The monotonic clock, read now.
    @inline(__always) var now: assay_instant_t { pointee.functions.now(pointee.loop) }

    /// What to add to `instant` for the wall clock; looked up once a second, so that a set clock shows.
    @inline(__always) func wallOffset(_ instant: assay_instant_t) -> Int64 {
        if instant &- pointee.wallReadAt > 1_000_000_000 || pointee.wallReadAt > instant { readWallClock(instant) }
        return pointee.wallOffset
    }

    private func readWallClock(_ instant: assay_instant_t) {
        pointee.wallOffset = assay_socket_clock_offset()
        pointee.wallReadAt = instant
    }

    /// The loop's receive buffer.
    @inline(__always) func receiveBuffer() -> (base: UnsafeMutablePointer<UInt8>, size: Int)? {
        var size = 0
        guard let base = pointee.functions.getBuffer(pointee.loop, &size), size > 0 else { return nil }
        return (base, size)
    }

    /// A zeroed exchange.
    @inline(__always) func takeExchange() -> ExchangePointer {
        if let exchange = pointee.freeExchanges {
            pointee.freeExchanges = exchange.pointee.next
            pointee.freeExchangeCount &-= 1
            return exchange
        }
        return ExchangePointer.allocate(capacity: 1)
    }

    /// Takes an exchange back that nothing refers to any more.
    @inline(__always) func giveExchange(_ exchange: ExchangePointer) {
        guard pointee.freeExchangeCount < LoopHome.maxFreeExchanges else { return exchange.deallocate() }
        exchange.pointee.next = pointee.freeExchanges
        pointee.freeExchanges = exchange
        pointee.freeExchangeCount &+= 1
    }

    /// Ends the reference of a profile.
    func release() {
        pointee.userCount &-= 1
        if pointee.userCount == 0 && pointee.isOrphan { destroy() }
    }

    /// Frees all memory. Nothing may refer to it.
    func destroy() {
        while let exchange = pointee.freeExchanges {
            pointee.freeExchanges = exchange.pointee.next
            exchange.deallocate()
        }
        pointee.scratch.clear(pointee.buffers)
        pointee.buffers.destroy()
        deinitialize(count: 1)
        deallocate()
    }
}
