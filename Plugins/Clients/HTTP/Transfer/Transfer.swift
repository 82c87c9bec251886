// Assay: one request and its response, on an easy handle of libcurl.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCurl
internal import Glibc

/// A transfer. A session uses its transfers again and again, each with its easy handle. The response that it lends
/// lives in it, so it outlives the session when it must.
final class Transfer {
    /// What it is doing.
    enum Phase {
        case idle, queued, running, over
    }

    let profile: Profile
    let response: UnsafeMutablePointer<assay_client_response_t>
    /// Nil once the session has let go of it.
    private(set) var easy: UnsafeMutableRawPointer?
    /// The session, from `begin` to `release`.
    var session: Session?
    var request: UnsafePointer<assay_client_request_t>?
    /// The caller's call, until on_response.
    var call: UnsafeMutablePointer<assay_client_call_t>?
    var phase = Phase.idle
    /// Whether the easy handle is in the multi handle.
    var isAttached = false
    /// Why it failed, when that was found by us and not by libcurl.
    var failure: assay_client_error_t?
    /// Whether the caller or a time limit ended it: nothing more goes to the caller but on_response.
    var isAborting = false
    var isResolved = false
    var flags: UInt32 = 0

    var head = HeadReader()
    var headers = ByteStore()
    var reason = ByteStore()
    var body = ByteStore()
    var url = ByteStore()
    /// Method and name for the recorder, each with a NUL behind it.
    var names = NameText()
    /// The text of an error that is no constant, with a NUL behind it.
    var errorText = ByteStore()
    var decoder: BodyDecoder?
    /// What the easy handle must keep until the transfer is over.
    var headerList: HeaderList?
    var clock = TransferClock()
    /// How much of the request's body libcurl has taken.
    var bodySent = 0
    let errorBuffer: UnsafeMutablePointer<CChar>
    let timer: UnsafeMutablePointer<assay_timer_t>

    init(_ profile: Profile, _ share: UnsafeMutableRawPointer) throws {
        guard let easy = curl_easy_init() else {
            throw AssayError(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "libcurl has no memory for a transfer")
        }
        self.profile = profile
        self.easy = easy
        response = .allocate(capacity: 1)
        response.initialize(to: assay_client_response_t())
        errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        timer = .allocate(capacity: 1)
        timer.initialize(to: assay_timer_t())
        let me = Unmanaged.passUnretained(self).toOpaque()
        timer.pointee.user_data = me
        timer.pointee.on_fire = { timer in
            guard let data = timer?.pointee.user_data else { return }
            Transfer.of(data).handleTimer()
        }
        try configure(easy, share, me)
    }

    deinit {
        letGo()
        profile.loop.cancel(timer)
        headers.free()
        reason.free()
        body.free()
        url.free()
        names.free()
        errorText.free()
        decoder?.close()
        response.deallocate()
        errorBuffer.deallocate()
        timer.deallocate()
    }

    /// The transfer behind a pointer that was given to C.
    static func of(_ data: UnsafeMutableRawPointer) -> Transfer {
        Unmanaged<Transfer>.fromOpaque(data).takeUnretainedValue()
    }

    /// Frees the easy handle: its connection goes back to the session's. Never inside a callback of libcurl.
    func letGo() {
        guard let easy else { return }
        detach()
        self.easy = nil
        curl_easy_cleanup(easy)
        headerList = nil
    }

    /// Takes the easy handle out of the multi handle. Never inside a callback of libcurl.
    func detach() {
        guard isAttached, let easy else { return }
        isAttached = false
        profile.multi.remove(easy)
    }

    var isStreamed: Bool { flags & ASSAY_REQUEST_STREAM != 0 }
    var catchesResponse: Bool { flags & ASSAY_REQUEST_CATCH_RESPONSE != 0 }
    var isSilent: Bool { flags & ASSAY_REQUEST_SILENT != 0 }
    var followsRedirects: Bool {
        flags & ASSAY_REQUEST_FOLLOW_REDIRECTS != 0
            || (profile.settings.common.followRedirects && flags & ASSAY_REQUEST_KEEP_REDIRECTS == 0)
    }
}
