// Assay: how much a search may ask for.
// SPDX-License-Identifier: Apache-2.0

/// Bounds that MLflow does not have; each is far above what its own databases take.
public enum Bounds {
    /// The most bytes of a filter, or of one term of an order.
    public static let textBytes = 65_536
    /// The most comparisons of a filter.
    public static let comparisons = 512
    /// The most terms of an order.
    public static let orderTerms = 64

    static func check(_ filter: String) throws(SearchError) {
        guard filter.utf8.count <= textBytes else {
            throw .invalid("the filter has \(filter.utf8.count) bytes; at most \(textBytes) are read, so shorten it")
        }
    }

    static func check(comparisons count: Int) throws(SearchError) {
        guard count <= comparisons else {
            throw .invalid("the filter has \(count) comparisons; at most \(comparisons) are read, so use IN or fewer")
        }
    }

    static func check(orderBy terms: [String]) throws(SearchError) {
        guard terms.count <= orderTerms else {
            throw .invalid("order_by has \(terms.count) terms; at most \(orderTerms) are read, so name fewer")
        }
        for term in terms where term.utf8.count > textBytes {
            throw .invalid("a term of order_by has \(term.utf8.count) bytes; at most \(textBytes) are read")
        }
    }
}
