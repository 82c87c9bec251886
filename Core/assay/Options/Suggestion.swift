// Assay: "did you mean": the known words that come near an unknown one.
// SPDX-License-Identifier: Apache-2.0

/// The known words nearest to a mistyped one.
enum Suggestion {
    /// The words at an edit distance of at most 2 (1 for short words), or that `word` begins, nearest first; at most 3.
    static func near(_ word: String, among known: some Sequence<String>) -> [String] {
        let limit = word.count < 4 ? 1 : 2
        let ranked = known.compactMap { candidate -> (distance: Int, word: String)? in
            let distance = distance(word, candidate)
            if distance <= limit { return (distance, candidate) }
            return word.count >= 3 && candidate.hasPrefix(word) ? (limit + 1, candidate) : nil
        }
        return ranked.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(3).map(\.word)
    }

    /// ": did you mean 'a' or 'b'?", or "" when nothing comes near.
    static func clause(_ word: String, among known: some Sequence<String>) -> String {
        let words = near(word, among: known).map { "'\($0)'" }
        return words.isEmpty ? "" : ": did you mean \(words.joined(separator: " or "))?"
    }

    /// How many letters must be added, removed, changed or swapped with their neighbour to get from one to the other.
    static func distance(_ first: String, _ second: String) -> Int {
        let first = Array(first.utf8.prefix(64))
        let second = Array(second.utf8.prefix(64))
        var before: [Int] = []
        var above = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var current = [row + 1]
            for (column, other) in second.enumerated() {
                var best = min(above[column] + (letter == other ? 0 : 1), above[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                    best = min(best, before[column - 1] + 1)
                }
                current.append(best)
            }
            before = above
            above = current
        }
        return above[second.count]
    }
}
