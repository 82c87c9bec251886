// Assay: why bytes are no chunk or tail row, or points cannot become one.
// SPDX-License-Identifier: Apache-2.0

/// Why bytes are no chunk or tail row, or points cannot become one.
public enum SeriesError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The bytes end too early.
    case truncated
    /// The checksum differs from the bytes.
    case checksum
    /// A format that this version does not know.
    case version(UInt8)
    /// A field has a value that no encoder writes; the field is named.
    case invalid(String)
    /// More points than one chunk or row may hold, or none.
    case count(Int)

    /// The error as a sentence for a log.
    public var description: String {
        switch self {
        case .truncated: "metric data ends too early: the row is damaged, restore it from a backup"
        case .checksum: "metric data does not match its checksum: the row is damaged, restore it from a backup"
        case .version(let version): "metric data has format \(version): a newer version wrote it, update this one"
        case .invalid(let field): "metric data has an impossible \(field): the row is damaged, restore it from a backup"
        case .count(let count): "\(count) metric points do not fit one row: give between 1 and the stated maximum"
        }
    }
}
