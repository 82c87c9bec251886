// Assay: the C table of the one plugin that this library is.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import CAssay
internal import Synchronization

/// The C side of a `Plugin`. A library has its own copy of AssayKit, hence one table.
struct PluginTable: @unchecked Sendable {
    // @unchecked: all pointers are to static memory that is written once, under the lock, and only read afterwards.
    private let plugin: Plugin
    private let pointer: UnsafePointer<assay_plugin_t>
    private let descriptors: [UnsafePointer<assay_descriptor_t>]

    private static let shared = Mutex<PluginTable?>(nil)

    /// The table of `plugin`, made on the first call.
    static func make(for plugin: Plugin) -> UnsafePointer<assay_plugin_t> {
        shared.withLock { shared in
            if let table = shared { return table.pointer }
            let table = PluginTable(plugin)
            shared = table
            return table.pointer
        }
    }

    private init(_ plugin: Plugin) {
        self.plugin = plugin
        descriptors = plugin.components.map { PluginTable.descriptor($0.descriptor) }
        let pointer = UnsafeMutablePointer<assay_plugin_t>.allocate(capacity: 1)
        pointer.initialize(
            to: assay_plugin_t(
                struct_size: UInt32(MemoryLayout<assay_plugin_t>.size),
                abi: assay_version_t(major: ASSAY_ABI_MAJOR, minor: ASSAY_ABI_MINOR, patch: ASSAY_ABI_PATCH),
                id: staticText(plugin.id), name: staticText(plugin.name), vendor: staticText(plugin.vendor),
                version: staticText(plugin.version), description: staticText(plugin.description),
                url: staticText(plugin.url),
                load: { host, error in PluginTable.load(host, error) },
                unload: {},
                get_descriptor: { PluginTable.descriptor(at: $0) },
                create: { PluginTable.create($0, $1, $2, $3, $4) }))
        self.pointer = UnsafePointer(pointer)
    }

    static func descriptor(_ descriptor: ComponentDescriptor) -> UnsafePointer<assay_descriptor_t> {
        let pointer = UnsafeMutablePointer<assay_descriptor_t>.allocate(capacity: 1)
        pointer.initialize(
            to: assay_descriptor_t(
                struct_size: UInt32(MemoryLayout<assay_descriptor_t>.size), id: staticText(descriptor.id),
                kind: staticText(descriptor.kind), name: staticText(descriptor.name),
                version: staticText(descriptor.version), description: staticText(descriptor.description),
                config_schema: staticText(descriptor.configSchema)))
        return UnsafePointer(pointer)
    }

    private static func load(
        _ host: UnsafePointer<assay_host_t>?, _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        AssayError.report(to: error) {
            guard host != nil else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "load was called without a host")
            }
        }
    }

    private static func descriptor(at index: UInt32) -> UnsafePointer<assay_descriptor_t>? {
        guard let descriptors = shared.withLock({ $0?.descriptors }), index < descriptors.count else { return nil }
        return descriptors[Int(index)]
    }

    private static func create(
        _ host: UnsafePointer<assay_host_t>?, _ id: UnsafePointer<CChar>?, _ config: UnsafePointer<CChar>?,
        _ component: UnsafeMutablePointer<UnsafePointer<assay_component_t>?>?,
        _ error: UnsafeMutablePointer<assay_error_t>?
    ) -> assay_status_t {
        AssayError.report(to: error) {
            guard let host, let id, let component, let table = shared.withLock({ $0 }) else {
                throw AssayError(.ASSAY_STATUS_INVALID_ARGUMENT, "create was called with a null pointer")
            }
            component.pointee = try table.create(Host(host), String(cString: id), config.map { String(cString: $0) })
        }
    }

    private func create(_ host: Host, _ id: String, _ config: String?) throws -> UnsafePointer<assay_component_t> {
        guard let index = plugin.components.firstIndex(where: { $0.descriptor.id == id }) else {
            throw AssayError(.ASSAY_STATUS_NOT_FOUND, "plugin '\(plugin.id)' has no component of this id", context: id)
        }
        let component = try plugin.components[index].make(host, Config(parsing: config ?? "{}", of: id))
        return UnsafePointer(ComponentBox(component, descriptor: descriptors[index]).pointer)
    }
}
