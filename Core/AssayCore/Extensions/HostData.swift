// Assay: what assay_host_t.host_data points at.
// SPDX-License-Identifier: Apache-2.0

/// The way from the `const assay_host_t *` that a plugin passes to what serves it. HostExtensions owns this memory; the
/// first word finds it again.
struct HostData {
    /// The extensions; they outlive every plugin, so it is borrowed here.
    let extensions: Unmanaged<HostExtensions>
    /// For the Host that holds the extensions: set by it, read by the tables that it serves itself.
    var host: UnsafeMutableRawPointer?
}
