// Assay: one point of a metric.
// SPDX-License-Identifier: Apache-2.0

/// One point of a metric: what a client logged under a key.
///
/// Equality compares the bits of the value, so that a NaN equals itself and 0 differs from -0; order and repeats
/// as MLflow sees them are `precedes` and `isRepeat`.
public struct Point: Sendable, Hashable, BitwiseCopyable {
    /// When it was measured, in milliseconds since 1970.
    public var timestamp: Int64
    /// The step of the training, or whatever the client counts.
    public var step: Int64
    /// What was measured; any double, NaN with any payload and infinities included.
    public var value: Double

    /// Makes a point.
    @inlinable
    public init(timestamp: Int64, step: Int64, value: Double) {
        self.timestamp = timestamp
        self.step = step
        self.value = value
    }

    /// Whether both points have the same bits.
    @inlinable
    public static func == (left: Point, right: Point) -> Bool {
        left.timestamp == right.timestamp && left.step == right.step
            && left.value.bitPattern == right.value.bitPattern
    }

    /// Hashes the bits that `==` compares.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(timestamp)
        hasher.combine(step)
        hasher.combine(value.bitPattern)
    }
}
