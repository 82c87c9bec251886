// Assay: a search for logged models, whose order and data sets are structured.
// SPDX-License-Identifier: Apache-2.0

/// A filter, an order and data sets that MLflow would accept for logged models.
public struct LoggedModelSearch: Sendable, Equatable {
    /// What must hold, all of it. A metric's comparison holds if it holds for any of its values, on the data sets.
    public let filter: [Comparison]
    /// The order that the request asks for, without the defaults that break ties.
    public let order: [LoggedModelOrder]
    /// The data sets, one of which a metric must have been measured on.
    public let datasets: [LoggedModelDataset]

    /// Reads a filter and checks an order and data sets.
    ///
    /// - Throws: ``SearchError`` where MLflow refuses, or where ``Bounds`` are exceeded.
    public init(
        filter: String, order: [LoggedModelOrder] = [], datasets: [LoggedModelDataset] = []
    ) throws(SearchError) {
        guard datasets.allSatisfy({ !$0.name.isEmpty }) else {
            throw .invalid("`dataset_name` in the `datasets` clause must be specified.")
        }
        do throws(SearchError) {
            self.filter = try LoggedModelGrammar.parse(filter)
            self.order = try LoggedModelOrder.checked(order)
            for comparison in self.filter { try comparison.checkBindable() }
        } catch {
            throw error.caught
        }
        self.datasets = datasets
    }
}

/// A data set that metrics of logged models were measured on.
public struct LoggedModelDataset: Sendable, Hashable {
    /// The data set's name.
    public let name: String
    /// The data set's digest; nil stands for metrics whose data set has none, not for any digest.
    public let digest: String?

    /// A data set as the request names it; an empty digest is none.
    public init(name: String, digest: String?) {
        self.name = name
        self.digest = digest.flatMap { $0.isEmpty ? nil : $0 }
    }
}
