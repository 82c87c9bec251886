// Assay: what the sessions of one user class on one loop share.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayCoding

/// An open profile. Only the loop's thread touches it; sessions keep it alive.
final class Profile {
    let settings: HTTPSettings
    let loop: HostLoop
    let multi: Multi
    let recorder: Recorder
    let base: BaseURL
    let headers: [ClientConfig.Header]
    let plainHeaders: HeaderList
    /// What to add to the monotonic clock for the wall clock.
    private var wallClock = WallClock()

    init(_ settings: HTTPSettings, _ loop: HostLoop, _ recorder: Recorder) throws {
        self.settings = settings
        self.loop = loop
        self.recorder = recorder
        base = try BaseURL(settings.common.baseURL)
        multi = try Multi(loop)
        headers = Profile.headers(settings.common)
        guard let plain = HeaderList.make(headers, []) else {
            throw AssayError(.ASSAY_STATUS_RESOURCE_EXHAUSTED, "libcurl has no memory for the headers")
        }
        plainHeaders = plain
        multi.setConnectionCache(settings.common.maxConnections)
    }

    /// What to add to `instant` for the wall clock.
    func wallOffset(_ instant: assay_instant_t) -> Int64 {
        wallClock.offset(at: instant, loop)
    }

    /// Whether a body of this coding is decoded: the client decodes what it asked for.
    var decodes: Bool { !settings.common.acceptEncoding.isEmpty }
}
