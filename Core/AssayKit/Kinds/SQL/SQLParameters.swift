// Assay: the parameters of a statement, and how it uses them.
// SPDX-License-Identifier: Apache-2.0

/// The parameters of a statement; `$1` is the first.
public struct SQLParameters {
    enum Form {
        case scalars([SQLValue])
        case arrays([SQLColumn])
        case each([SQLColumn])
    }

    let form: Form

    /// No parameters.
    public static var none: SQLParameters { SQLParameters(form: .scalars([])) }

    /// One value each.
    public static func scalars(_ values: SQLValue...) -> SQLParameters { SQLParameters(form: .scalars(values)) }

    /// One value each, from a list.
    public static func scalars(_ values: [SQLValue]) -> SQLParameters { SQLParameters(form: .scalars(values)) }

    /// One array each: `unnest($1)` or `= ANY($1)` on PostgreSQL, `json_each($1)` on SQLite, which takes numbers that are
    /// whole and texts. The columns are not to be changed until the batch has run.
    public static func arrays(_ columns: [SQLColumn]) -> SQLParameters { SQLParameters(form: .arrays(columns)) }

    /// One value each, from each row in turn: the statement runs once for each. The columns have equal length and are not
    /// to be changed until the batch has run.
    public static func each(_ columns: [SQLColumn]) -> SQLParameters { SQLParameters(form: .each(columns)) }
}
