// Assay: a series of integers in the fewest bits.
// SPDX-License-Identifier: Apache-2.0

/// A series of integers, made ready to be written: the cheapest of all predictors.
struct IntegerColumn {
    private let predictor: Predictor
    private let leading: [Int64]
    private let residuals: [Int64]
    private let layouts: [BlockLayout]
    /// What it will take, in bits.
    let bits: Int

    /// The cheapest form of `numbers`, which are at least one; with `predictors`, of those alone.
    init(_ numbers: [Int64], _ predictors: [Predictor] = [.plain, .delta, .deltaOfDelta, .line]) {
        if let steady = IntegerColumn(progression: numbers) {
            self = steady
            return
        }
        var best: IntegerColumn?
        for predictor in predictors {
            let next = IntegerColumn(numbers, predictor)
            if next.bits < (best?.bits ?? .max) { best = next }
        }
        self = best ?? IntegerColumn(numbers, .plain)
    }

    private init?(progression numbers: [Int64]) {
        let first = numbers.first ?? 0
        let rise = numbers.count > 1 ? numbers[1] &- numbers[0] : 0
        var next = first
        for number in numbers {
            if number != next { return nil }
            next &+= rise
        }
        predictor = .progression
        leading = [first, rise]
        residuals = []
        layouts = []
        bits = 8 + Self.bits([first, rise])
    }

    private init(_ numbers: [Int64], _ predictor: Predictor) {
        let (leading, residuals) = Self.split(numbers, predictor)
        var layouts: [BlockLayout] = []
        var bits = 8 + Self.bits(leading)
        let span = residuals.span
        for start in stride(from: 0, to: residuals.count, by: BlockLayout.size) {
            let block = span.extracting(start..<min(start + BlockLayout.size, residuals.count))
            let layout = BlockLayout(block)
            bits += layout.bits(block.count)
            layouts.append(layout)
        }
        self.predictor = predictor
        self.leading = leading
        self.residuals = residuals
        self.layouts = layouts
        self.bits = bits
    }

    private static func bits(_ numbers: [Int64]) -> Int {
        numbers.reduce(0) { $0 + (max(1, BitPacking.width(Zigzag.encode($1))) + 6) / 7 * 8 }
    }

    /// Appends the column.
    func write(into writer: inout ByteWriter) {
        writer.byte(predictor.rawValue)
        for number in leading { writer.signed(number) }
        let span = residuals.span
        for (index, layout) in layouts.enumerated() {
            let start = index * BlockLayout.size
            layout.write(span.extracting(start..<min(start + BlockLayout.size, residuals.count)), into: &writer)
        }
    }
}
