// Assay: the kind sql_driver, for authors in Swift.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// A driver of a database; see kind/draft/sql_driver.h. What its users call is in `SQLDriver`.
public protocol SQLDriverComponent: Component {
    /// What the driver and its database can do; nil before `start`. It must stay where it is until `stop`.
    var capabilities: UnsafePointer<assay_sql_capabilities_t>? { get }

    /// Makes a session for a loop, which is the thread of this call and of all calls of the session. [loop]
    func openSession(_ loop: OpaquePointer) throws -> any SQLDriverSession
}

extension SQLDriverComponent {
    /// The table of the kind.
    public func table(for id: String) -> UnsafeRawPointer? {
        id == ASSAY_KIND_SQL_DRIVER ? UnsafeRawPointer(SQLDriverTable.pointer) : nil
    }
}
