// Assay: what a feeder is made from.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Everything that says which rows come in which order: equal sources are one feeder.
struct FeederSource: Hashable {
    let path: String
    let strategy: Feeder.Strategy
    let atEnd: Feeder.End?
    let seed: UInt64?
    let format: Feeder.Format
    let share: Feeder.Share

    init(
        _ path: String, _ strategy: Feeder.Strategy, _ atEnd: Feeder.End?, _ seed: UInt64?, _ format: Feeder.Format,
        _ share: Feeder.Share
    ) {
        self.path = path
        self.strategy = strategy
        self.atEnd = atEnd
        self.seed = seed
        self.format = format
        self.share = share
    }

    /// Fails for options that contradict one another.
    func check() throws(AssayError) {
        if strategy == .unique, atEnd == .wrap {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "feeder file '\(path)': unique rows cannot wrap; use .sequential, or stop at the end")
        }
        guard share.isValid else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT,
                "feeder file '\(path)': no share \(share.index) of \(share.count); the first is share 0")
        }
    }
}
