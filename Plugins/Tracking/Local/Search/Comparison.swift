// Assay: one comparison of a filter.
// SPDX-License-Identifier: Apache-2.0

/// What a comparison or an order is about, in MLflow's words.
public enum SearchEntity: String, Sendable, Hashable {
    case attribute, metric, parameter, tag, dataset
}

/// How two values are compared.
public enum SearchOperator: String, Sendable, Hashable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case like = "LIKE"
    case ilike = "ILIKE"
    case `in` = "IN"
    case notIn = "NOT IN"
    case isNull = "IS NULL"
    case isNotNull = "IS NOT NULL"

    static let numeric: [SearchOperator] = [.greater, .greaterOrEqual, .notEqual, .equal, .less, .lessOrEqual]
    static let text: [SearchOperator] = [.notEqual, .equal, .like, .ilike]
    static let textOrNull: [SearchOperator] = text + [.isNull, .isNotNull]
    static let textOrList: [SearchOperator] = text + [.in, .notIn]

    /// The operator that is spelled so, code point for code point.
    init?(spelling: String) {
        guard spelling.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        self.init(rawValue: spelling)
    }
}

/// What a key is compared with.
public enum SearchValue: Sendable, Hashable {
    /// A whole number.
    case integer(Int64)
    /// A whole number that 64 bits do not hold, in decimal: it lies below or above all of them.
    case wide(String)
    /// A number, also infinite or NaN.
    case double(Double)
    case text(String)
    /// What `IN` and `NOT IN` choose from; of logged models it may be empty, and then holds for none.
    case list([String])
    /// `IS NULL` and `IS NOT NULL` compare with nothing.
    case none
}

/// One comparison of a filter; all of a filter's comparisons must hold.
public struct Comparison: Sendable, Hashable {
    /// What is compared.
    public let entity: SearchEntity
    /// The key, without quotes; attributes by their one name, whatever alias the filter used.
    public let key: String
    /// How it is compared.
    public let operation: SearchOperator
    /// With what it is compared.
    public let value: SearchValue

    /// A comparison; whether the operator suits the key is for the caller to know.
    public init(_ entity: SearchEntity, _ key: String, _ operation: SearchOperator, _ value: SearchValue) {
        self.entity = entity
        self.key = key
        self.operation = operation
        self.value = value
    }

    /// MLflow hands what its database cannot bind to the database: a list that is compared otherwise than by `IN` and
    /// `NOT IN`, or something that is neither text nor list nor number.
    func checkBindable() throws(SearchError) {
        switch (value, operation) {
        case (.list, .in), (.list, .notIn), (.none, .isNull), (.none, .isNotNull): return
        case (.list, _), (.none, _):
            throw SearchError(
                .badRequest,
                "'\(key)' cannot be compared with this value by \(operation.rawValue): write a text in quotes, or a "
                    + "list of texts behind IN or NOT IN")
        default: return
        }
    }
}
