// Assay: a comparison as the parser leaves it, before its operator is checked.
// SPDX-License-Identifier: Apache-2.0

/// MLflow checks operators only when it builds its query, after the order has been read.
struct RawComparison: Sendable {
    let entity: SearchEntity
    let key: String
    /// As written, except where the grammar puts it in capitals.
    let comparator: String
    let value: SearchValue

    /// The comparison with an operator that `allowed` holds.
    func checked(
        allowed: [SearchOperator], else refuse: (String) -> SearchError
    ) throws(SearchError) -> Comparison {
        guard let operation = SearchOperator(spelling: comparator), allowed.contains(operation) else {
            throw refuse(comparator)
        }
        return Comparison(entity, key, operation, value)
    }
}
