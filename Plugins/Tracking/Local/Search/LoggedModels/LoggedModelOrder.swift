// Assay: one term of the order of logged models.
// SPDX-License-Identifier: Apache-2.0

/// A field and a direction; missing values come last either way.
public struct LoggedModelOrder: Sendable, Hashable {
    /// The attributes that have a column, as the search names them.
    static let attributes = [
        "model_id", "experiment_id", "name", "artifact_location", "creation_timestamp_ms",
        "last_updated_timestamp_ms", "status", "lifecycle_stage", "model_type", "source_run_id", "status_message",
    ]
    static let aliases = [
        "creation_time": "creation_timestamp_ms", "creation_timestamp": "creation_timestamp_ms",
        "last_updated_timestamp": "last_updated_timestamp_ms",
    ]

    /// An attribute, or a metric behind `metrics.`.
    public let field: String
    /// Whether small values come first.
    public let isAscending: Bool
    /// For a metric: only its values on this data set.
    public let datasetName: String?
    /// For a metric: only its values on a data set of this digest.
    public let datasetDigest: String?

    /// A term as the request holds it; empty names of data sets are none.
    public init(field: String, ascending: Bool = true, datasetName: String? = nil, datasetDigest: String? = nil) {
        self.field = field
        isAscending = ascending
        self.datasetName = datasetName.flatMap { $0.isEmpty ? nil : $0 }
        self.datasetDigest = datasetDigest.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The metric's name, if this is one.
    public var metric: String? { attribute == nil ? Key.split(field).name : nil }

    /// The attribute, by the name of MLflow's column, if this is one.
    public var attribute: String? {
        Key.split(field).entity == nil ? Self.aliases[field] ?? field : nil
    }

    static func checked(_ order: [LoggedModelOrder]) throws(SearchError) -> [LoggedModelOrder] {
        try Bounds.check(orderBy: order.map(\.field))
        for term in order {
            if let attribute = term.attribute, !attributes.contains(where: attribute.spells) {
                throw SearchError(
                    .invalidParameterValue, "Invalid order by field name: \(term.field)",
                    errorClass: "ATTRIBUTE_NOT_FOUND")
            }
            if let entity = Key.split(term.field).entity, !entity.spells("metrics") {
                throw .invalid("Invalid order by field name: \(term.field). Only metrics are supported.")
            }
        }
        return order
    }
}
