// Assay: random points that are the same in each run.
// SPDX-License-Identifier: Apache-2.0
import TrackingSeries

/// SplitMix64 from a seed.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Points with little or much in common.
    mutating func points(count: Int) -> [Point] {
        let spread = Int64(1) << Int64.random(in: 0...62, using: &self)
        let (start, scale) = (Int64.random(in: .min ... .max, using: &self), Double.random(in: 1...1e9, using: &self))
        let kind = Int.random(in: 0..<4, using: &self)
        return (0..<count).map { index in
            let value: Double =
                switch kind {
                case 0: Double(bitPattern: next())
                case 1: (Double.random(in: -scale...scale, using: &self) * 1000).rounded() / 1000
                case 2: Double(Float.random(in: 0...1, using: &self))
                default: Double(Int.random(in: 0...300, using: &self)) / 300
                }
            return Point(
                timestamp: start &+ Int64.random(in: 0...spread, using: &self), step: start &+ Int64(index),
                value: value)
        }
    }
}
