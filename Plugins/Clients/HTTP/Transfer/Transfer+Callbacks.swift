// Assay: what libcurl calls during a transfer.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCurl
internal import Glibc

extension Transfer {
    /// The connection is ready for the request, or for the next one of a redirect. Returns CURL_PREREQFUNC_…
    func beginRequest() -> Int {
        guard !isAborting, call != nil else { return Int(CURL_PREREQFUNC_ABORT) }
        head = HeadReader()
        headers.clear()
        reason.clear()
        body.clear()
        closeDecoder()
        clock.beginRequest(profile.loop.now, firstByteTimeout: profile.settings.common.firstByteTimeout)
        if clock.firstByteDeadline != .max { setTimer() }
        return Int(CURL_PREREQFUNC_OK)
    }

    /// Copies the next piece of the request's body; returns its length, or CURL_READFUNC_ABORT.
    func provideBody(_ room: UnsafeMutablePointer<CChar>?, _ size: Int) -> Int {
        guard let room, let request, !isAborting else { return Int(CURL_READFUNC_ABORT) }
        let bytes = request.pointee.body
        guard let data = bytes.data, bodySent < bytes.length else { return 0 }
        let count = min(size, bytes.length &- bodySent)
        memcpy(room, data + bodySent, count)
        bodySent &+= count
        clock.sendPiece(profile.loop.now, firstByteTimeout: profile.settings.common.firstByteTimeout)
        if clock.firstByteDeadline != .max { setTimer() }
        return count
    }

    /// Goes back in the body, for a request that must be sent again. Returns CURL_SEEKFUNC_…
    func seekBody(_ offset: curl_off_t, _ origin: Int32) -> Int {
        guard let request, origin == SEEK_SET, offset >= 0, offset <= request.pointee.body.length else {
            return Int(CURL_SEEKFUNC_FAIL)
        }
        bodySent = Int(offset)
        return Int(CURL_SEEKFUNC_OK)
    }

    /// Takes a line of a head or a trailer. Returns its length; anything else ends the transfer.
    func receiveHeader(_ line: UnsafeMutablePointer<CChar>?, _ length: Int) -> Int {
        guard !isAborting, call != nil else { return -1 }
        if clock.firstByteDeadline != .max {
            clock.firstByteDeadline = .max
            setTimer()
        }
        let bytes = UnsafeRawBufferPointer(start: line, count: length)
        let kept =
            switch head.take(bytes) {
            case .status(let start): reason.append(HeadReader.reason(bytes, start))
            case .field: headers.append(bytes)
            case .end: endHead()
            case .other: true
            case .failed(let error): fail(error)
            }
        guard kept else {
            if failure == nil { failure = .ASSAY_CLIENT_OUT_OF_RESOURCES }
            return -1
        }
        return length
    }

    private func fail(_ error: assay_client_error_t) -> Bool {
        failure = error
        return false
    }

    /// The head is whole; false when the response cannot be taken.
    private func endHead() -> Bool {
        session?.learn(isMultiplexed: head.isHTTP2)
        let isRedirect = followsRedirects && [301, 302, 303, 307, 308].contains(head.status)
        if isRedirect {
            guard head.hasLocation else { return fail(.ASSAY_CLIENT_INVALID_REDIRECT) }
            // libcurl keeps a method that has a name of ours, which 303 forbids.
            if head.status == 303, let easy, let request, !request.pointee.method.bytes.elementsEqual("HEAD".utf8) {
                _ = assay_curl_set_pointer(easy, CURLOPT_CUSTOMREQUEST, nil)
            }
            return true
        }
        guard profile.decodes else { return true }
        return head.coding != .unknown || fail(.ASSAY_CLIENT_INVALID_CONTENT_ENCODING)
    }

    /// Takes a piece of the body. Returns its length; anything else ends the transfer.
    func receiveBody(_ data: UnsafeMutablePointer<CChar>?, _ length: Int) -> Int {
        guard !isAborting, call != nil else { return -1 }
        let bytes = UnsafeRawBufferPointer(start: data, count: length)
        let arrived = profile.loop.now
        if head.coding == .identity || !profile.decodes {
            _ = emit(bytes, arrived)
        } else {
            decode(bytes, arrived)
        }
        return failure == nil && !isAborting ? length : -1
    }

    private func decode(_ bytes: UnsafeRawBufferPointer, _ arrived: assay_instant_t) {
        if decoder == nil { decoder = BodyDecoder(head.coding) }
        guard let decoder else {
            failure = .ASSAY_CLIENT_OUT_OF_RESOURCES
            return
        }
        let isGood = decoder.decode(bytes, profile.loop.buffer) { emit($0, arrived) }
        if !isGood && failure == nil { failure = .ASSAY_CLIENT_INVALID_CONTENT_ENCODING }
    }

    /// Passes a piece of the decoded body on; false when no more is wanted.
    private func emit(_ bytes: UnsafeRawBufferPointer, _ arrived: assay_instant_t) -> Bool {
        response.pointee.body_length &+= UInt64(bytes.count)
        guard isStreamed else { return keep(bytes) }
        guard let call, let onChunk = call.pointee.on_chunk else { return true }
        let data = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        onChunk(call, assay_bytes_t(data: data, length: bytes.count), arrived)
        return !isAborting && self.call != nil
    }

    private func keep(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard response.pointee.body_length <= UInt64(profile.settings.common.maxBodyBytes) else {
            return fail(.ASSAY_CLIENT_BODY_TOO_LARGE)
        }
        return body.append(bytes) || fail(.ASSAY_CLIENT_OUT_OF_RESOURCES)
    }

    func closeDecoder() {
        decoder?.close()
        decoder = nil
    }
}
