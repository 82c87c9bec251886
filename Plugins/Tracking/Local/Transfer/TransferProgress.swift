// Assay: how far a copy is.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// How much of something was copied.
struct TransferCount: Sendable {
    let entity: String
    /// How many there are in the source.
    var found = 0
    /// How many the target took; less when it had some before, or when what they belong to is not there.
    var taken = 0
}

/// What a copy under way has done.
final class TransferProgress {
    private(set) var counts: [TransferCount] = []
    private let host: Host
    private var lastWords = ContinuousClock.now

    init(_ host: Host) {
        self.host = host
    }

    /// Notes what was copied.
    func add(_ count: TransferCount) {
        counts.append(count)
    }

    /// Says how far it is, once every two seconds.
    func report(_ count: TransferCount) {
        guard lastWords.duration(to: .now) > .seconds(2), !count.entity.isEmpty else { return }
        lastWords = .now
        host.log(.ASSAY_LOG_INFO, LocalTracking.descriptor.id, "\(count.entity): \(count.found)")
    }
}
