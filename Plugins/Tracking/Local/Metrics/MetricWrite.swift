// Assay: values of metrics on their way into the database.
// SPDX-License-Identifier: Apache-2.0
internal import TrackingSeries

/// What one request writes to one run: its points as a tail row, and the latest of each metric.
struct MetricWrite {
    /// The latest point of a metric within the request.
    struct Latest {
        var key: Int64
        var value: Double
        var isNaN: Bool
        var timestamp: Int64
        var step: Int64
    }

    let runID: String
    /// The tail row.
    let row: [UInt8]
    /// One for each metric, in order of the metrics' numbers.
    let latest: [Latest]

    /// Takes points whose keys are numbers of the database; values are as `stored` makes them.
    init(runID: String, _ points: [KeyedPoint]) throws(SeriesError) {
        self.runID = runID
        row = try TailRow.encode(points)
        if points.count == 1 {
            latest = [Latest(points[0])]
            return
        }
        var best: [Int64: Latest] = [:]
        for point in points {
            let candidate = Latest(point)
            if let old = best[point.key], !candidate.isLater(than: old) { continue }
            best[point.key] = candidate
        }
        latest = best.values.sorted { $0.key < $1.key }
    }

    /// The value to store: an infinity becomes the largest finite number, as MLflow does.
    static func stored(_ value: Double) -> Double {
        if value.isNaN { return .nan }
        return value.isInfinite ? (value < 0 ? -Double.greatestFiniteMagnitude : .greatestFiniteMagnitude) : value
    }
}

extension MetricWrite.Latest {
    init(_ point: KeyedPoint) {
        key = point.key
        isNaN = point.point.value.isNaN
        value = isNaN ? 0 : point.point.value
        timestamp = point.point.timestamp
        step = point.point.step
    }

    /// MLflow's rule: greater by step, then timestamp, then value.
    func isLater(than other: Self) -> Bool {
        (step, timestamp, value) > (other.step, other.timestamp, other.value)
    }
}
