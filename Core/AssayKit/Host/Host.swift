// Assay: the host, as a plugin in Swift sees it.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// The host that has loaded this plugin, and its extensions.
public struct Host: @unchecked Sendable {
    // @unchecked: the tables belong to the host, outlive every plugin and are never written.
    /// The C side, for calls that AssayKit does not wrap.
    public let pointer: UnsafePointer<assay_host_t>

    /// Wraps the pointer that a C function was given.
    public init(_ pointer: UnsafePointer<assay_host_t>) {
        self.pointer = pointer
    }

    /// The table of a host extension; nil when this host has none of that id.
    public func table<Table>(_ id: String, as type: Table.Type) -> UnsafePointer<Table>? {
        guard let table = pointer.pointee.get_extension?(pointer, id) else { return nil }
        return table.assumingMemoryBound(to: Table.self)
    }

    /// The table of a host extension that the caller cannot do without.
    public func requiredTable<Table>(_ id: String, as type: Table.Type) throws -> UnsafePointer<Table> {
        guard let table = table(id, as: type) else {
            throw AssayError(.ASSAY_STATUS_UNIMPLEMENTED, "this host has no extension '\(id)'; a newer one is needed")
        }
        return table
    }
}
