// Assay: reads points of a tail row.
// SPDX-License-Identifier: Apache-2.0

extension TailRow {
    /// The point at `index` in 0..<`count`, and its key.
    public func keyedPoint(_ index: Int) -> KeyedPoint {
        KeyedPoint(key: ids.number(index, bytes.span.bytes), point: point(index))
    }

    /// The point at `index` in 0..<`count`.
    public func point(_ index: Int) -> Point {
        let span = bytes.span.bytes
        return Point(
            timestamp: timestamps.number(index, span), step: steps.number(index, span),
            value: values.value(index, span))
    }

    /// Appends the points of `key` to `points`, in the order in which they were logged. Only the keys are looked
    /// through.
    public func points(of key: Int64, into points: inout [Point]) {
        switch ids.form {
        case .constant:
            guard key == ids.base else { return }
            for index in 0..<count { points.append(point(index)) }
        case .ascending:
            let index = UInt64(bitPattern: key &- ids.base)
            if index < UInt64(count) { points.append(point(Int(index))) }
        default:
            let span = bytes.span.bytes
            for index in 0..<count where ids.number(index, span) == key { points.append(point(index)) }
        }
    }

    /// Appends the points of the key with this text to `points`; for rows that carry their keys.
    public func points(of key: String, into points: inout [Point]) {
        // Byte by byte: two keys that only look the same are two.
        for (place, text) in keys.enumerated() where text.utf8.elementsEqual(key.utf8) {
            self.points(of: Int64(place), into: &points)
        }
    }

    /// Calls `body` for each point in the order in which they were logged.
    public func forEach(_ body: (KeyedPoint) -> Void) {
        for index in 0..<count { body(keyedPoint(index)) }
    }
}
