// Assay: reads a plugin's table and checks every promise of entry.h and component.h.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// Reads the table that a plugin's entry returned, and checks it on the way: nothing of a plugin is used before.
struct ManifestReader {
    /// No plugin provides more components than this; a `get_descriptor` that never ends would otherwise hang the host.
    static let mostComponents: UInt32 = 1024

    let table: UnsafePointer<assay_plugin_t>
    let host: ABIVersion

    /// The whole manifest, or the first broken promise.
    func read() throws(PluginLoadFailure.Reason) -> PluginManifest {
        try checkVersion()
        try checkFunctions()
        let plugin = table.pointee
        return PluginManifest(
            id: try readID(plugin.id), name: try text(plugin.name, "name"), vendor: try text(plugin.vendor, "vendor"),
            version: try text(plugin.version, "version"), description: try text(plugin.description, "description"),
            url: try text(plugin.url, "url"), abi: ABIVersion(plugin.abi), components: try readComponents())
    }

    /// The version is looked at first: a plugin of another version has, rightly, another size.
    private func checkVersion() throws(PluginLoadFailure.Reason) {
        let size = table.pointer(to: \.struct_size)?.pointee ?? 0
        let wanted = UInt32(MemoryLayout<assay_plugin_t>.size)
        let sizeToVersion = UInt32(MemoryLayout<UInt32>.size + MemoryLayout<assay_version_t>.size)
        guard size >= sizeToVersion else {
            throw .wrongStructSize(type: "assay_plugin_t", found: size, wanted: wanted)
        }
        let abi = ABIVersion(table.pointer(to: \.abi)?.pointee ?? assay_version_t())
        guard abi.isAccepted(by: host) else { throw .wrongABI(found: abi, host: host) }
        guard size == wanted else { throw .wrongStructSize(type: "assay_plugin_t", found: size, wanted: wanted) }
    }

    private func checkFunctions() throws(PluginLoadFailure.Reason) {
        let plugin = table.pointee
        if plugin.load == nil { throw .missingFunction("assay_plugin_t.load") }
        if plugin.unload == nil { throw .missingFunction("assay_plugin_t.unload") }
        if plugin.get_descriptor == nil { throw .missingFunction("assay_plugin_t.get_descriptor") }
        if plugin.create == nil { throw .missingFunction("assay_plugin_t.create") }
    }

    private func readID(_ pointer: UnsafePointer<CChar>?) throws(PluginLoadFailure.Reason) -> String {
        guard let pointer, pointer.pointee != 0 else { throw .noID }
        let id = try text(pointer, "id")
        guard PluginManifest.isID(id) else { throw .badID(id) }
        return id
    }

    private func readComponents() throws(PluginLoadFailure.Reason) -> [ComponentDescriptor] {
        var components: [ComponentDescriptor] = []
        var ids: Set<String> = []
        guard let next = table.pointee.get_descriptor else { return [] }
        var index: UInt32 = 0
        while let pointer = next(index) {
            guard index < Self.mostComponents else {
                throw .badDescriptor(component: "#\(index)", "more than \(Self.mostComponents) components")
            }
            let component = try DescriptorReader(pointer: pointer, index: index).read()
            guard ids.insert(component.id).inserted else { throw .duplicateID(component.id, other: "itself") }
            components.append(component)
            index += 1
        }
        return components
    }

    private func text(_ pointer: UnsafePointer<CChar>?, _ field: String) throws(PluginLoadFailure.Reason) -> String {
        do { return try CText.read(pointer) } catch { throw .badText("assay_plugin_t.\(field)", error) }
    }
}

extension PluginLoadFailure.Reason {
    /// A text of the plugin's own table that cannot be used.
    static func badText(_ field: String, _ flaw: CText.Flaw) -> Self {
        .badDescriptor(component: field, CText.words(flaw))
    }
}
