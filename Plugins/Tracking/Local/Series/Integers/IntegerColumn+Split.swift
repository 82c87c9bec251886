// Assay: splits a series of integers into its course and the rest.
// SPDX-License-Identifier: Apache-2.0

extension IntegerColumn {
    /// The numbers that `predictor` wants as they are, and what is left of the others.
    static func split(_ numbers: [Int64], _ predictor: Predictor) -> (leading: [Int64], residuals: [Int64]) {
        switch predictor {
        case .progression: return (Array(numbers.prefix(2)), [])
        case .plain: return ([], numbers)
        case .delta:
            return (Array(numbers.prefix(1)), differences(numbers))
        case .deltaOfDelta:
            let rises = differences(numbers)
            return (Array(numbers.prefix(1)) + rises.prefix(1), differences(rises))
        case .line:
            let slope = slope(numbers)
            var rest = numbers
            for index in rest.indices { rest[index] &-= Predictor.line(slope, index) }
            return ([slope], rest)
        }
    }

    private static func differences(_ numbers: [Int64]) -> [Int64] {
        guard numbers.count > 1 else { return [] }
        var differences = [Int64](repeating: 0, count: numbers.count - 1)
        for index in differences.indices { differences[index] = numbers[index + 1] &- numbers[index] }
        return differences
    }

    /// The rise of the line of least squares, in the line's parts.
    private static func slope(_ numbers: [Int64]) -> Int64 {
        let middle = Double(numbers.count - 1) / 2
        var covariance = 0.0
        var variance = 0.0
        for (index, number) in numbers.enumerated() {
            let distance = Double(index) - middle
            covariance += distance * Double(number &- numbers[0])
            variance += distance * distance
        }
        let parts = (covariance / variance * Double(1 << Predictor.slopeBits)).rounded()
        return Int64(exactly: parts) ?? 0
    }
}
