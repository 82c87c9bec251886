// Assay: a search: what must hold, and in what order results come.
// SPDX-License-Identifier: Apache-2.0

/// A filter and an order that MLflow would accept.
///
/// What it refuses is refused with its own words and error codes, and the first of several faults is the one that it
/// names. Sets of words in a message stand in a fixed order, where MLflow's order changes from process to process; and
/// addresses of Python objects are left out.
public struct Search: Sendable, Equatable {
    /// What must hold, all of it.
    public let filter: [Comparison]
    /// The order that the request asks for, without the defaults that break ties; no value appears twice.
    public let order: [OrderTerm]

    /// Reads a filter and an order.
    ///
    /// - Parameters:
    ///   - target: what is searched.
    ///   - filter: the filter as the client wrote it; the empty one holds for all.
    ///   - orderBy: the terms of the order as the client wrote them.
    /// - Throws: ``SearchError`` where MLflow refuses, or where ``Bounds`` are exceeded.
    public init(_ target: SearchTarget, filter: String, orderBy: [String] = []) throws(SearchError) {
        do throws(SearchError) {
            let raw = try target.grammar.parse(filter)
            let first = target.readsOrderFirst ? try Self.order(orderBy, target) : nil
            self.filter = try Self.checked(raw, target.grammar)
            order = if let first { first } else { try Self.order(orderBy, target) }
            for comparison in self.filter { try comparison.checkBindable() }
        } catch {
            throw target.catchesExceptions ? error.caught : error
        }
    }

    private static func checked(
        _ raw: [RawComparison], _ grammar: any Grammar.Type
    ) throws(SearchError) -> [Comparison] {
        var comparisons: [Comparison] = []
        for comparison in raw { comparisons.append(try grammar.check(comparison)) }
        return comparisons
    }

    private static func order(_ texts: [String], _ target: SearchTarget) throws(SearchError) -> [OrderTerm] {
        try Bounds.check(orderBy: texts)
        var terms: [OrderTerm] = []
        for text in texts {
            let term = try target.grammar.orderTerm(text)
            let isKnown = terms.contains { $0.entity == term.entity && $0.key.spells(term.key) }
            if isKnown, target.refusesDuplicates {
                throw SearchError(.internalError, "`order_by` contains duplicate fields: \(PythonText.list(texts))")
            }
            // A second mention of a value cannot change the order.
            if !isKnown { terms.append(term) }
        }
        return terms
    }
}
