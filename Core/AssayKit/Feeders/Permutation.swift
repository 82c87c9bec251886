// Assay: an order of chance over n places, without a list of them.
// SPDX-License-Identifier: Apache-2.0

/// A permutation of 0..<count that is computed, not stored: every loop can take its next place without a lock.
///
/// A Feistel network permutes the numbers of an even count of bits; those past the end are permuted again until they
/// fall inside ("cycle walking", Black and Rogaway 2002). The range is at most four times too large, so it ends soon.
struct Permutation {
    private let count: UInt64
    private let seed: UInt64
    private let halfBits: UInt64

    /// A permutation of 0..<count, which is at least 1; the same for the same seed.
    init(count: Int, seed: UInt64) {
        self.count = UInt64(max(1, count))
        self.seed = seed
        let bits = UInt64(64 - (self.count - 1).leadingZeroBitCount)
        halfBits = max(1, (bits + 1) / 2)
    }

    /// Where a place within the range goes.
    func place(of place: Int) -> Int {
        var value = UInt64(max(0, place)) % count
        repeat { value = shuffle(value) } while value >= count
        return Int(value)
    }

    private func shuffle(_ value: UInt64) -> UInt64 {
        let mask: UInt64 = (1 << halfBits) - 1
        var left = value >> halfBits
        var right = value & mask
        for round: UInt64 in 0..<6 {
            (left, right) = (right, left ^ (mix(right &+ round << 32) & mask))
        }
        return left << halfBits | right
    }

    /// SplitMix64's mixing of a number with the seed.
    private func mix(_ value: UInt64) -> UInt64 {
        var mixed = (value &+ 1) &* 0x9E37_79B9_7F4A_7C15 ^ (seed &* 0xD134_2543_DE82_EF95)
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
