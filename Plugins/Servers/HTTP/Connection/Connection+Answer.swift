// Assay: answers, and the headers that all of them carry.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import NIOCore
import NIOHTTP1

extension Connection {
    /// Sends a whole answer.
    func send(_ answer: Answer) { send(answer, isGuarded: true) }

    /// Sends a whole answer; what the rules themselves answer does not carry their headers again.
    func send(_ answer: Answer, isGuarded: Bool) {
        guard isAnswerOpen, !isAnswerBegun, let context else { return }
        var headers = answer.headers
        if answer.status.mayHaveBody {
            headers.replaceOrAdd(name: "content-length", value: String(answer.body.readableBytes))
        }
        writeHead(answer.status, &headers, isGuarded: isGuarded, context)
        if !isHeadRequest, answer.status.mayHaveBody, answer.body.readableBytes > 0 {
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(answer.body))), promise: nil)
        }
        finish(context)
    }

    /// Begins an answer whose body comes in pieces.
    func beginAnswer(_ status: HTTPResponseStatus, _ headers: HTTPHeaders, length: Int64) {
        guard isAnswerOpen, !isAnswerBegun, let context else { return }
        var headers = headers
        answerLength = length
        answerSent = 0
        if length < 0, isHTTP10 { keepsAlive = false }
        writeHead(status, &headers, isGuarded: true, context)
        context.flush()
    }

    /// Sends a piece of the answer.
    func writePiece(_ bytes: ByteBuffer, _ write: PendingWrite) {
        guard isAnswerOpen, isAnswerBegun, let context else { return write.endElsewhere(.ASSAY_STATUS_CANCELLED) }
        guard !isHeadRequest, bytes.readableBytes > 0 else {
            return context.eventLoop.execute { write.end(.ASSAY_STATUS_OK) }
        }
        answerSent += Int64(bytes.readableBytes)
        guard answerLength < 0 || answerSent <= answerLength else {
            close()
            return write.endElsewhere(.ASSAY_STATUS_CANCELLED)
        }
        setDeadline(service.limits.stall)
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.whenComplete { result in
            if case .success = result { write.end(.ASSAY_STATUS_OK) } else { write.end(.ASSAY_STATUS_CANCELLED) }
        }
        context.writeAndFlush(Self.wrapOutboundOut(.body(.byteBuffer(bytes))), promise: promise)
    }

    /// The answer is whole.
    func endAnswer() {
        guard isAnswerOpen, let context else { return }
        guard isAnswerBegun else { return send(.failed) }
        guard isHeadRequest || answerLength < 0 || answerSent == answerLength else { return close() }
        finish(context)
    }

    /// The route gives up.
    func abortAnswer() {
        guard isAnswerOpen else { return }
        if isAnswerBegun { close() } else { send(.failed) }
    }

    private func writeHead(
        _ status: HTTPResponseStatus, _ headers: inout HTTPHeaders, isGuarded: Bool, _ context: ChannelHandlerContext
    ) {
        // A body that comes after all would cost more than a new connection.
        if isRequestOpen, let announced = exchange?.pointer.pointee.content_length,
            announced - Int64(received) > Int64(service.limits.discarded)
        {
            keepsAlive = false
        }
        if isGuarded { service.rules?.guardAnswer(&headers, origin: origin) }
        headers.add(name: "date", value: HTTPDate.now)
        headers.add(name: "server", value: "assay")
        if !keepsAlive || isInputClosed {
            headers.add(name: "connection", value: "close")
        } else if isHTTP10 {
            headers.add(name: "connection", value: "keep-alive")
        }
        if service.logsRequests { logRequest(status) }
        isAnswerBegun = true
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
    }

    private func finish(_ context: ChannelHandlerContext) {
        context.write(Self.wrapOutboundOut(.end(nil)), promise: nil)
        if isReading { needsFlush = true } else { context.flush() }
        isAnswerOpen = false
        exchange?.connection = nil
        exchange = nil
        target = nil
        if isRequestOpen {
            discardRest()
            if !keepsAlive { closeAfterAnswer() }
        } else {
            nextRequest()
        }
    }

    private func logRequest(_ status: HTTPResponseStatus) {
        guard let exchange = exchange?.pointer.pointee else {
            return service.log(.ASSAY_LOG_DEBUG, "\(String(decoding: peer, as: UTF8.self)) refused with \(status.code)")
        }
        service.log(
            .ASSAY_LOG_DEBUG,
            "\(String(exchange.peer)) \(String(exchange.method)) \(String(exchange.raw_path)) \(status.code)")
    }
}

extension HTTPResponseStatus {
    /// Whether an answer of this status may have a body at all.
    var mayHaveBody: Bool { code >= 200 && code != 204 && code != 304 }
}
