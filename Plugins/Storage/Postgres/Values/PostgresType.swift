// Assay: the types of PostgreSQL that the driver knows.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The numbers of built-in types, as pg_type has them; they are the same in every server.
enum PostgresType {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let int8: UInt32 = 20
    static let text: UInt32 = 25
    static let float8: UInt32 = 701
    static let bytesArray: UInt32 = 1001
    static let textArray: UInt32 = 1009
    static let int8Array: UInt32 = 1016
    static let float8Array: UInt32 = 1022

    /// The type of a parameter; 0 for what is none.
    static func of(_ type: assay_sql_type_t, isArray: Bool) -> UInt32 {
        switch type {
        case .ASSAY_SQL_I64: isArray ? int8Array : int8
        case .ASSAY_SQL_F64: isArray ? float8Array : float8
        case .ASSAY_SQL_TEXT: isArray ? textArray : text
        case .ASSAY_SQL_BYTES: isArray ? bytesArray : bytea
        default: 0
        }
    }
}
