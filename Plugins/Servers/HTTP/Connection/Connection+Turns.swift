// Assay: whose turn it is on a connection.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import NIOCore
import NIOHTTP1

extension Connection {
    /// A request is whole and its answer is not: what follows waits.
    var isBusy: Bool { isAnswerOpen && !isRequestOpen }

    /// Whether the system may be read on.
    var mayRead: Bool { isLingering || (!isBusy && queue.isEmpty && !stream.isFull(mostStreamed)) }

    /// How much of a streamed body may wait; one piece when memory is short.
    private var mostStreamed: Int { service.budget.isTight ? 1 : service.limits.streamed }

    /// Handles what has arrived, or lets it wait.
    func take(_ item: Item) {
        if isLingering {
            if case .inputClosed = item { closeWhenSent() }
            return
        }
        guard !isProcessing, !isBusy, queue.isEmpty, context?.channel.isWritable ?? false else {
            return queue.append(item)
        }
        isProcessing = true
        process(item)
        isProcessing = false
        work()
    }

    /// Handles what waits, as far as it may, and reads on.
    func work() {
        guard !isProcessing else { return }
        isProcessing = true
        while !isBusy, context?.channel.isWritable ?? false, let item = queue.popFirst() { process(item) }
        isProcessing = false
        readOn()
    }

    private func process(_ item: Item) {
        switch item {
        case .part(.head(let head)): beginRequest(head)
        case .part(.body(let bytes)): bodyArrives(bytes)
        case .part(.end): endRequest()
        case .failure(let error): refuse(error)
        case .inputClosed: inputWasClosed()
        }
    }

    /// The peer will send no more. What it has asked is answered.
    private func inputWasClosed() {
        isInputClosed = true
        keepsAlive = false
        if isRequestOpen { close() } else if !isAnswerOpen { closeWhenSent() }
    }

    /// The request and its answer have ended.
    func nextRequest() {
        guard !isRequestOpen, !isAnswerOpen else { return }
        if !keepsAlive || isInputClosed { return closeAfterAnswer() }
        headBytes = 0
        setDeadline(service.limits.idle)
        work()
    }

    /// Sends what is written and closes. While the request still comes, only the output is closed at first: a reset would
    /// cost the peer the answer.
    func closeAfterAnswer() {
        guard let context, !isLingering else { return }
        isLingering = true
        context.flush()
        if isRequestOpen || !queue.isEmpty {
            queue.removeAll()
            setDeadline(service.limits.linger)
            _ = closeOutput(context)
            if isReadHeld {
                isReadHeld = false
                context.read()
            }
        } else {
            closeWhenSent()
        }
    }

    /// Closes when the peer has been sent what is written to it, which a mere close would throw away.
    func closeWhenSent() {
        guard let context else { return }
        isLingering = true
        setDeadline(service.limits.stall)
        closeOutput(context).assumeIsolated().whenComplete { [weak self] _ in self?.close() }
    }

    /// Closes the output behind what is written, once.
    private func closeOutput(_ context: ChannelHandlerContext) -> EventLoopFuture<Void> {
        if let outputEnd { return outputEnd }
        let promise = context.eventLoop.makePromise(of: Void.self)
        outputEnd = promise.futureResult
        context.close(mode: .output, promise: promise)
        return promise.futureResult
    }

    /// The connection has ended.
    func peerHasGone() {
        clock.stop()
        queue.removeAll()
        stream.fail(.ASSAY_STATUS_CANCELLED)
        forgetBody()
        exchange?.peerHasGone()
        exchange = nil
    }
}
