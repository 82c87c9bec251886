// Assay: the value of a sort key in the last run of a page.
// SPDX-License-Identifier: Apache-2.0

/// What a run is sorted by, as a database returns it.
public enum SortValue: Sendable, Hashable {
    case integer(Int64)
    case double(Double)
    case text(String)
    /// The value is missing or NaN; the class before it says which.
    case null

    var parameter: SearchParameter? {
        switch self {
        case .integer(let number): .integer(number)
        case .double(let number): .double(number)
        case .text(let text): .text(text)
        case .null: nil
        }
    }
}
