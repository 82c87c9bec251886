// Assay: points in the order of a history, each once.
// SPDX-License-Identifier: Apache-2.0

/// Points in the order of a history, each once, as MLflow stores and returns them.
public enum History {
    /// `points` in order, without repeats; of those that repeat each other the first stays.
    public static func ordered(_ points: [Point]) -> [Point] {
        var isOrdered = true
        for index in points.indices.dropFirst() where isOrdered {
            isOrdered = points[index - 1].precedes(points[index])
        }
        if isOrdered { return points }
        // Swift's sort is stable, as it documents since 5.8 that it stays.
        return once(points.sorted { $0.precedes($1) })
    }

    /// The points of both, which are in order and without repeats; of a repeat the one in `first` stays.
    public static func merged(_ first: [Point], _ second: [Point]) -> [Point] {
        guard let last = first.last, let start = second.first else { return first.isEmpty ? second : first }
        if last.precedes(start) { return first + second }
        var merged: [Point] = []
        merged.reserveCapacity(first.count + second.count)
        var (left, right) = (0, 0)
        while left < first.count, right < second.count {
            if second[right].precedes(first[left]) {
                merged.append(second[right])
                right += 1
            } else {
                if second[right].isRepeat(of: first[left]) { right += 1 }
                merged.append(first[left])
                left += 1
            }
        }
        merged.append(contentsOf: first[left...])
        merged.append(contentsOf: second[right...])
        return merged
    }

    private static func once(_ sorted: [Point]) -> [Point] {
        var once: [Point] = []
        once.reserveCapacity(sorted.count)
        for point in sorted {
            if let last = once.last, point.isRepeat(of: last) { continue }
            once.append(point)
        }
        return once
    }
}
