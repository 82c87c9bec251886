// Assay: ids that look like a mistyped one.
// SPDX-License-Identifier: Apache-2.0

/// Finds ids that somebody may have meant.
struct NearIDs {
    private static let mostSuggestions = 3

    private let ids: [String]

    init(_ ids: [String]) {
        self.ids = ids
    }

    /// At most three ids, the nearest first: those a few letters away, or else those with the same last label.
    func near(_ id: String) -> [String] {
        guard id.utf8.count <= PluginManifest.longestID else { return [] }
        let limit = max(2, id.utf8.count / 5)
        let scored = ids.map { (distance: Self.distance(Array(id.utf8), Array($0.utf8)), id: $0) }
        let close = scored.filter { $0.distance <= limit }.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }
        let label = Self.lastLabel(id)
        let found = close.isEmpty ? ids.filter { Self.lastLabel($0) == label }.sorted() : close.map(\.id)
        return Array(found.prefix(Self.mostSuggestions))
    }

    private static func lastLabel(_ id: String) -> Substring {
        id.split(separator: ".").last ?? Substring(id)
    }

    /// Levenshtein's distance.
    static func distance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var row = Array(0...second.count)
        for (line, byte) in first.enumerated() {
            var diagonal = row[0]
            row[0] = line + 1
            for (column, other) in second.enumerated() {
                let above = row[column + 1]
                row[column + 1] = byte == other ? diagonal : 1 + min(diagonal, above, row[column])
                diagonal = above
            }
        }
        return row[second.count]
    }
}
