// Assay: one feeder for all users that ask for the same rows.
// SPDX-License-Identifier: Apache-2.0
private import Synchronization

extension Feeder {
    private static let all = Mutex<[FeederSource: Feeder]>([:])

    /// The feeder that all users of the plugin who give the same arguments share. The first call reads the file; a call
    /// that fails is tried again by the next. Ask for it once, where the user is made: this takes a lock.
    public static func shared(
        _ path: String, _ strategy: Strategy = .sequential, atEnd: End? = nil, seed: UInt64? = nil,
        format: Format = .byName, share: Share = .whole
    ) throws(AssayError) -> Feeder {
        let source = FeederSource(path, strategy, atEnd, seed, format, share)
        return try all.withLock { feeders throws(AssayError) in
            if let feeder = feeders[source] { return feeder }
            let feeder = try Feeder(source)
            feeders[source] = feeder
            return feeder
        }
    }
}
