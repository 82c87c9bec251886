// Assay: from the head of a request to its route.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import NIOCore
import NIOHTTP1

extension Connection {
    /// A head has come: checks it, and finds what answers it.
    func beginRequest(_ head: HTTPRequestHead) {
        isRequestOpen = true
        isAnswerOpen = true
        isAnswerBegun = false
        isHeadRequest = head.method == .HEAD
        isHTTP10 = head.version.major == 1 && head.version.minor == 0
        keepsAlive = head.isKeepAlive && !isQuiescing
        sink = .discard
        received = 0
        forgetBody()
        origin = head.headers.first(name: "origin")
        requestStart = .now()
        setDeadline(service.limits.stall)
        guard head.uri.utf8.count <= service.limits.headBytes else {
            return refuse(Answer(status: .uriTooLong, plain: "the request line is too long"))
        }
        if let fault = RequestFraming.fault(head, isHTTP10: isHTTP10) { return refuse(fault) }
        // The parser reads nothing after it, whether the protocol changes or not.
        if head.headers.contains(name: "upgrade") { keepsAlive = false }
        let pointer = ExchangeMemory.make(head, peer: peer)
        guard let context else { return ExchangeMemory.free(pointer) }
        admit(HTTPExchange(head, pointer, self, context.eventLoop))
    }

    /// The checks in MLflow's order, then the route.
    private func admit(_ exchange: HTTPExchange) {
        let head = exchange.head
        let decoded = exchange.pointer.pointee.path.bytes
        let match = find(head.method.rawValue, decoded)
        let target = match.target
        if let rules = service.rules {
            let isExempt = target?.answersAnyHost == true && decoded.first == 0x2F && decoded.dropFirst().first != 0x2F
            guard isExempt || rules.hosts.allows(RequestFraming.hosts(head)) else {
                origin = nil
                return send(Answer(status: .forbidden, plain: HostRule.refusal), isGuarded: false)
            }
            if let origin, head.method == .OPTIONS,
                let method = head.headers.first(name: "access-control-request-method")
            {
                let wanted = head.headers.first(name: "access-control-request-headers")
                return send(rules.preflight(origin: origin, method: method, headers: wanted), isGuarded: false)
            }
            let isGuarded = target != nil || service.isAPI(String(decoding: decoded, as: UTF8.self))
            if isGuarded, rules.origins.blocks(head.method.rawValue, origin) {
                var answer = Answer(status: .forbidden, plain: OriginRule.refusal)
                rules.shareAnswer(&answer.headers, origin: origin)
                return send(answer, isGuarded: false)
            }
        }
        guard let target else { return sendWithoutRoute(match, exchange) }
        ExchangeMemory.setMatch(exchange.pointer, target, match.values)
        self.target = target
        self.exchange = exchange
        beginBody(target, exchange)
    }

    /// Finds what answers; doubled slashes at the start count as one.
    private func find(_ method: String, _ path: UnsafeRawBufferPointer) -> RouteMatch {
        var start = 0
        while start + 1 < path.count, path[start] == 0x2F, path[start + 1] == 0x2F { start += 1 }
        var match = service.routes.find(method, UnsafeRawBufferPointer(rebasing: path[start...]))
        if start > 0 { match.values = match.values.map { $0.lowerBound + start..<$0.upperBound + start } }
        return match
    }

    /// 404, 405, what OPTIONS gets, or where to go instead.
    private func sendWithoutRoute(_ match: RouteMatch, _ exchange: HTTPExchange) {
        let head = exchange.head
        let path = String(exchange.pointer.pointee.path)
        if let allowed = match.allowed {
            guard head.method == .OPTIONS else { return send(.notAllowed(allowed.allow)) }
            var answer = Answer(
                status: service.isAPI(plainPath(path) ?? path) ? .noContent : .ok,
                headers: ["content-type": "text/html; charset=utf-8", "allow": allowed.allow])
            answer.body = ByteBuffer()
            return send(answer)
        }
        if let plain = plainPath(path), case let methods = find(head.method.rawValue, plain), !methods.isEmpty {
            guard head.method == .OPTIONS || methods.target(for: head.method.rawValue) != nil else {
                return send(.notAllowed(methods.allow))
            }
            let query = String(exchange.pointer.pointee.raw_query)
            let host = head.headers.first(name: "host") ?? ""
            return send(.moved("http://\(host)\(plain)\(query.isEmpty ? "" : "?" + query)"))
        }
        send(.notFound)
    }

    /// The path without doubled slashes; nil when it has none.
    private func plainPath(_ path: String) -> String? {
        guard path.contains("//") else { return nil }
        var plain = ""
        for character in path where character != "/" || plain.last != "/" { plain.append(character) }
        return plain
    }

    private func find(_ method: String, _ path: String) -> MethodSet {
        var path = path
        let match = path.withUTF8 { service.routes.find(method, UnsafeRawBufferPointer($0)) }
        return match.allowed ?? MethodSet()
    }

    /// What the parser does not take. The connection ends with it.
    func refuse(_ error: HTTPParserError) {
        let isLarge = error == .headerOverflow
        if isRequestOpen, exchange != nil {
            stream.fail(.ASSAY_STATUS_CANCELLED)
            if isAnswerBegun { return close() }
        }
        isRequestOpen = true
        isAnswerOpen = true
        isAnswerBegun = false
        refuse(
            isLarge
                ? Answer(status: .requestHeaderFieldsTooLarge, plain: "the headers are too large")
                : Answer(status: .badRequest, plain: "Invalid HTTP request received."))
    }

    /// Answers with an error after which the connection cannot go on.
    func refuse(_ answer: Answer) {
        keepsAlive = false
        detach()
        forgetBody()
        send(answer)
    }

    /// Takes the exchange away from the answer: its route may end it later, to no effect.
    func detach() {
        exchange?.peerHasGone()
        exchange = nil
    }

    /// Cuts the connection.
    func close() { context?.close(promise: nil) }
}
