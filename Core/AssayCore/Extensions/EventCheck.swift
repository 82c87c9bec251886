// Assay: debug builds check the events that plugins emit.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Checks events against their declaration.
enum EventCheck {
    /// Reports an event that is smaller than its hook's declaration says: a listener would read past its end.
    static func checkSize(
        _ host: UnsafePointer<assay_host_t>, _ hook: assay_hook_t, _ event: UnsafePointer<assay_event_t>
    ) {
        guard let extensions = HostExtensions.of(host), let declaration = extensions.hooks.registry[hook]?.pointee,
            event.pointee.struct_size < declaration.event_size
        else { return }
        let name = declaration.name.map { String(cString: $0) } ?? ""
        extensions.log.log(
            .ASSAY_LOG_PLUGIN_MISBEHAVING, "assay.hooks",
            "hook '\(name)': an event has struct_size \(event.pointee.struct_size), declared \(declaration.event_size)")
    }
}
