// Assay: the points of a batch of metrics, column by column.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// The points of a batch, which all have a key, a value, a timestamp and a step, and nothing else. All columns are
/// equally long.
public struct MetricColumns: Sendable {
    /// The names of the metrics.
    public private(set) var keys: [String] = []
    /// The values; NaN and infinities are among them.
    public private(set) var values: [Double] = []
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public private(set) var timestamps: [Int64] = []
    /// The steps.
    public private(set) var steps: [Int64] = []

    /// How many points there are.
    public var count: Int { keys.count }

    /// Reads an array of points, or gives up where one has less, or more, or something of another type.
    init(reading reader: inout JSONReader) throws {
        try reader.beginArray()
        while try reader.nextElement() {
            guard count < QuickReader.mostElements else { throw QuickReader.GivesUp() }
            try readPoint(&reader)
        }
    }

    private mutating func readPoint(_ reader: inout JSONReader) throws {
        var seen: UInt8 = 0
        func mark(_ bit: UInt8) throws {
            guard seen & bit == 0 else { throw QuickReader.GivesUp() }
            seen |= bit
        }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "key":
                try mark(1)
                keys.append(try reader.string())
            case "value":
                try mark(2)
                values.append(try reader.numberOrName())
            case "timestamp":
                try mark(4)
                timestamps.append(try reader.wholeNumber())
            case "step":
                try mark(8)
                steps.append(try reader.wholeNumber())
            default: throw QuickReader.GivesUp()
            }
        }
        guard seen == 15 else { throw QuickReader.GivesUp() }
    }

    /// The points as messages.
    var messages: [Request] {
        keys.indices.map { place in
            var point = Request(.metric)
            point.set("key", keys[place])
            point.set("value", values[place])
            point.set("timestamp", timestamps[place])
            point.set("step", steps[place])
            return point
        }
    }
}
