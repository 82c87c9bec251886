// Assay: the order of points in a history, repeats, and which point is the latest.
// SPDX-License-Identifier: Apache-2.0

extension Point {
    /// The value by which MLflow sorts and compares: it stores NaN as 0 beside a flag.
    @inlinable
    public var sortValue: Double { value.isNaN ? 0 : value }

    /// Whether this point comes before `other` in a history: by timestamp, step and value, NaN as 0 and after it.
    @inlinable
    public func precedes(_ other: Point) -> Bool {
        if timestamp != other.timestamp { return timestamp < other.timestamp }
        if step != other.step { return step < other.step }
        if sortValue != other.sortValue { return sortValue < other.sortValue }
        return !value.isNaN && other.value.isNaN
    }

    /// Whether this point comes before `other` in a sampled history: by step, timestamp and value, NaN as 0 and after it.
    @inlinable
    public func precedesByStep(_ other: Point) -> Bool {
        if step != other.step { return step < other.step }
        return precedes(other)
    }

    /// Whether MLflow would store only one of the two: the same timestamp, step, value and is_nan; 0 and -0 are the same.
    @inlinable
    public func isRepeat(of other: Point) -> Bool {
        timestamp == other.timestamp && step == other.step && sortValue == other.sortValue
            && value.isNaN == other.value.isNaN
    }

    /// Whether this point, logged after `other`, becomes the latest of its key: the greater (step, timestamp, value)
    /// wins, NaN counts as 0, and a tie leaves the one that is there.
    @inlinable
    public func supersedes(_ other: Point) -> Bool {
        if step != other.step { return step > other.step }
        if timestamp != other.timestamp { return timestamp > other.timestamp }
        return sortValue > other.sortValue
    }
}
