// Assay: a request body on its way to a route that reads it piece by piece.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import NIOCore

/// The pieces that have come and were not read yet, or the read that waits for one. On the event loop.
struct BodyStream {
    private var pieces = CircularBuffer<ByteBuffer>(initialCapacity: 0)
    private var byteCount = 0 {
        didSet { share?.set(byteCount) }
    }
    private var share: BodyShare?
    private var waiting: PendingRead?
    /// OK at the end of the body, else why there is no more.
    private var end: assay_status_t?

    /// A stream whose pieces are counted in a budget.
    init(_ budget: BodyBudget) {
        share = BodyShare(budget)
    }

    /// No stream.
    init() {}

    /// Whether the peer has to wait.
    func isFull(_ most: Int) -> Bool { byteCount >= most }

    /// A piece has come.
    mutating func append(_ bytes: ByteBuffer) {
        if let read = waiting {
            waiting = nil
            bytes.withUnsafeReadableBytes { read.end(.ASSAY_STATUS_OK, $0) }
        } else {
            byteCount += bytes.readableBytes
            pieces.append(bytes)
        }
    }

    /// The body is whole.
    mutating func finish() { close(.ASSAY_STATUS_OK) }

    /// There will be no more.
    mutating func fail(_ status: assay_status_t) {
        pieces.removeAll()
        byteCount = 0
        close(status)
    }

    private mutating func close(_ status: assay_status_t) {
        guard end == nil else { return }
        end = status
        if let read = waiting {
            waiting = nil
            read.end(status)
        }
    }

    /// Hands over the next piece, or waits for it. What is there already is handed over in a later turn.
    mutating func read(_ read: PendingRead, eventLoop: (any EventLoop)?) {
        if let piece = pieces.popFirst() {
            byteCount -= piece.readableBytes
            Self.later(eventLoop) { piece.withUnsafeReadableBytes { read.end(.ASSAY_STATUS_OK, $0) } }
        } else if let end {
            Self.later(eventLoop) { read.end(end) }
        } else {
            waiting = read
        }
    }

    private static func later(_ eventLoop: (any EventLoop)?, _ work: @escaping @Sendable () -> Void) {
        if let eventLoop { eventLoop.execute(work) } else { Afterwards.run(work) }
    }
}
