// Assay: round numbers for the axes of a chart.
// SPDX-License-Identifier: Apache-2.0
import AssayKit

/// Round numbers for the axes of a chart.
enum AxisTicks {
    /// Three to six round values from 0 to at least `highest`.
    static func values(upTo highest: Double) -> [Double] {
        let highest = highest > 1e-9 && highest < 1e15 ? highest : 1
        var unit = 1.0
        while unit * 10 <= highest / 5 { unit *= 10 }
        while unit > highest / 5 { unit /= 10 }
        let step = [1, 2, 2.5, 5, 10].map { $0 * unit }.first { $0 >= highest / 5 * 0.999_999 } ?? highest / 5
        return (0...Int((highest / step * 0.999_999).rounded(.up))).map { Double($0) * step }
    }

    /// At most about eight round moments within `seconds`, from 0.
    static func moments(_ seconds: Int64) -> [Int64] {
        let steps: [Int64] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400]
        let step = steps.first { seconds / $0 <= 8 } ?? max(1, seconds / 8)
        return Array(stride(from: 0, through: seconds, by: Int64.Stride(step)))
    }

    /// "90", "1.5k", "2M"; as many decimals as a step needs.
    static func label(_ value: Double) -> String {
        switch value {
        case 1_000_000...: return trimmed(value / 1_000_000) + "M"
        case 10_000...: return trimmed(value / 1000) + "k"
        default: return trimmed(value)
        }
    }

    /// "0:05", "12:30", "1:02:03".
    static func moment(_ seconds: Int64) -> String {
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let (hours, minutes, rest) = (seconds / 3600, seconds % 3600 / 60, seconds % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }

    private static func trimmed(_ value: Double) -> String {
        value == value.rounded() ? value.fixed(0) : value < 0.1 ? value.fixed(3) : value.fixed(value < 10 ? 2 : 1)
    }
}
