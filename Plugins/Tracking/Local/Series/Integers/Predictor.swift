// Assay: what of a series of integers is left when its course is taken out.
// SPDX-License-Identifier: Apache-2.0

/// How the next number is guessed; what is packed is the difference. All arithmetic wraps, so that any numbers do.
enum Predictor: UInt8, CaseIterable {
    /// Every number is the one before plus a constant: nothing is packed.
    case progression
    /// Nothing is guessed.
    case plain
    /// The number before.
    case delta
    /// The number before, plus the last difference.
    case deltaOfDelta
    /// A straight line: for clocks that tick evenly and are read with a jitter.
    case line

    /// The numbers that come before the packed ones, as they are.
    var leading: Int {
        switch self {
        case .progression, .deltaOfDelta: 2
        case .plain: 0
        case .delta, .line: 1
        }
    }

    /// How many of `count` numbers are packed.
    func packed(_ count: Int) -> Int {
        switch self {
        case .progression: 0
        case .plain, .line: count
        case .delta: max(0, count - 1)
        case .deltaOfDelta: max(0, count - 2)
        }
    }

    /// The line's rise per number is counted in parts of 2^-16.
    static let slopeBits: Int64 = 16

    /// What the line says at `index`.
    @inline(__always)
    static func line(_ slope: Int64, _ index: Int) -> Int64 { (slope &* Int64(index)) &>> slopeBits }
}
