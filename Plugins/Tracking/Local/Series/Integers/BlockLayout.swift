// Assay: how a block of numbers is packed.
// SPDX-License-Identifier: Apache-2.0

/// How a block of up to 256 numbers is packed: each as its distance from an anchor, in `width` bits; the few that need
/// more are exceptions, which keep their higher bits apart.
struct BlockLayout {
    /// The most numbers in a block: the place of an exception is one byte.
    static let size = 256

    /// The least number, or the greatest when the block descends.
    var anchor: Int64
    /// Whether distances are counted downwards from the anchor: for blocks whose outliers are small.
    var isDescending: Bool
    var width: Int
    var exceptionCount: Int
    /// The bits of the higher part of an exception.
    var exceptionWidth: Int

    /// The cheapest layout of `residuals`, which has 1…256 numbers.
    init(_ residuals: Span<Int64>) {
        var least = residuals[0]
        var greatest = residuals[0]
        for index in residuals.indices {
            least = min(least, residuals[index])
            greatest = max(greatest, residuals[index])
        }
        let full = BitPacking.width(UInt64(bitPattern: greatest &- least))
        anchor = least
        isDescending = false
        width = full
        exceptionCount = 0
        exceptionWidth = 0
        guard full > 0 else { return }
        consider(residuals, anchor: least, descending: false, full: full)
        consider(residuals, anchor: greatest, descending: true, full: full)
    }

    /// Takes the widths below `full` that cost less than what is chosen.
    private mutating func consider(_ residuals: Span<Int64>, anchor: Int64, descending: Bool, full: Int) {
        var histogram = InlineArray<65, Int>(repeating: 0)
        for index in residuals.indices {
            let distance = descending ? anchor &- residuals[index] : residuals[index] &- anchor
            histogram[BitPacking.width(UInt64(bitPattern: distance))] &+= 1
        }
        var exceptions = 0
        for width in stride(from: full &- 1, through: 0, by: -1) {
            exceptions &+= histogram[width &+ 1]
            guard exceptions < Self.size else { return }
            let candidate = BlockLayout(
                anchor: anchor, isDescending: descending, width: width, exceptionCount: exceptions,
                exceptionWidth: full &- width)
            if candidate.bits(residuals.count) < bits(residuals.count) { self = candidate }
        }
    }

    private init(anchor: Int64, isDescending: Bool, width: Int, exceptionCount: Int, exceptionWidth: Int) {
        self.anchor = anchor
        self.isDescending = isDescending
        self.width = width
        self.exceptionCount = exceptionCount
        self.exceptionWidth = exceptionWidth
    }

    /// What a block of `count` numbers takes, in bits.
    func bits(_ count: Int) -> Int {
        let header = 16 &+ (max(1, BitPacking.width(Zigzag.encode(anchor))) &+ 6) / 7 &* 8
        let exceptions = exceptionCount == 0 ? 0 : 8 &+ exceptionCount &* (8 &+ exceptionWidth)
        return header &+ count &* width &+ exceptions
    }
}
