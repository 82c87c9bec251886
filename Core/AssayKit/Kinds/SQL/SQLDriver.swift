// Assay: a driver of a database, as its users see it.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// A component of the kind sql_driver.
public struct SQLDriver: @unchecked Sendable {
    // @unchecked: both tables live as long as the component, and their functions say where they may be called.
    private let component: UnsafePointer<assay_component_t>
    private let table: UnsafePointer<assay_sql_driver_t>

    /// What the driver and its database can do.
    public struct Capabilities: Sendable {
        /// "postgres" or "sqlite"; others speak a dialect of their own.
        public let dialect: String
        /// "15.18".
        public let serverVersion: String
        /// The settings that durability hangs on.
        public let durability: String
        /// Whether what was acknowledged survives a loss of power, as far as the settings tell.
        public let isDurable: Bool
        /// Whether parameters of `.arrays` are arrays of the database, not JSON texts.
        public let hasArrays: Bool
        /// Whether `listen` works.
        public let hasNotifications: Bool
    }

    /// Takes a started component; throws when it is of another kind.
    public init(_ component: UnsafePointer<assay_component_t>) throws {
        guard let table = component.pointee.get_extension(component, ASSAY_KIND_SQL_DRIVER) else {
            let id = String(cString: component.pointee.descriptor.pointee.id)
            throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "the component is no SQL driver", context: id)
        }
        self.component = component
        self.table = table.assumingMemoryBound(to: assay_sql_driver_t.self)
    }

    /// What the driver and its database can do.
    public var capabilities: Capabilities {
        let found = table.pointee.get_capabilities(component)?.pointee ?? assay_sql_capabilities_t()
        return Capabilities(
            dialect: String(found.dialect), serverVersion: String(found.server_version),
            durability: String(found.durability), isDurable: found.flags & ASSAY_SQL_IS_DURABLE != 0,
            hasArrays: found.flags & ASSAY_SQL_HAS_ARRAYS != 0,
            hasNotifications: found.flags & ASSAY_SQL_HAS_NOTIFICATIONS != 0)
    }

    /// Makes a session. Call it on `loop`, which the session belongs to.
    public func openSession(_ host: Host, on loop: Loop) throws -> SQLSession {
        var session: OpaquePointer?
        try AssayError.check { table.pointee.open_session(component, loop.pointer, &session, $0) }
        guard let session else { throw AssayError(.ASSAY_STATUS_INTERNAL, "the SQL driver gave OK and no session") }
        return SQLSession(table, session, loop, host.pointer)
    }
}
