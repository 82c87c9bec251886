// Assay: where runs keep what filters and orders name.
// SPDX-License-Identifier: Apache-2.0

/// The tables and columns of runs.
enum RunTables {
    /// The tag that holds a run's name, which filters on the name look at.
    static let nameTag = "mlflow.runName"
    /// The tag that says what a data set was used for.
    static let contextTag = "mlflow.data.context"

    /// The column of an attribute in `runs r`.
    static func column(_ attribute: String) -> String { attribute == "run_name" ? "r.name" : "r.\(attribute)" }

    /// The table of params or tags.
    static func table(_ entity: SearchEntity) -> String { entity == .parameter ? "params" : "tags" }

    /// The comparison as the database keeps it: a run's name is a tag.
    static func stored(_ comparison: Comparison) -> Comparison {
        guard comparison.entity == .attribute, comparison.key == "run_name" else { return comparison }
        return Comparison(.tag, nameTag, comparison.operation, comparison.value)
    }

    /// `(1, 2)`, for numbers that are no input of a client.
    static func list(_ numbers: [Int64]) -> String { "(\(numbers.map(String.init).joined(separator: ", ")))" }
}
