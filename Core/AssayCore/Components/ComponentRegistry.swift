// Assay: the components that the plugins provide.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// The components that plugins provide, by kind and id. Descriptors are known from discovery; a library is opened when
/// the first of its components is made. For the main thread.
public final class ComponentRegistry {
    /// All descriptors, ordered by id.
    public private(set) var descriptors: [ComponentDescriptor] = []

    private let host: UnsafePointer<assay_host_t>
    private var plugins: [String: LoadedPlugin] = [:]
    private var loadOrder: [LoadedPlugin] = []
    /// The files of plugins that the user named.
    private var named: Set<String> = []
    private var table = DescriptorTable()

    /// Offers the components of `plugins` to `host`.
    init(host: UnsafePointer<assay_host_t>, plugins found: [PluginDiscovery.Plugin]) {
        self.host = host
        for plugin in found { add(LoadedPlugin(found: plugin), plugin.manifest.components) }
    }

    /// The descriptors of a kind, ordered by id.
    public func descriptors(ofKind kind: String) -> [ComponentDescriptor] {
        descriptors.filter { $0.kind == kind }
    }

    /// The descriptor of `id`.
    public func descriptor(of id: String) -> ComponentDescriptor? {
        plugins[id] == nil ? nil : descriptors.first { $0.id == id }
    }

    /// Makes the component `id` from `config`, a JSON object; loads its plugin when need be.
    public func create(_ id: String, config: String = "{}") throws(ComponentFailure) -> Component {
        Component(try createPointer(id, config: config), id: id, library: plugins[id]?.path ?? id)
    }

    /// Adds a plugin that discovery found outside the search path, because the user named its file. Its components take
    /// the place of those of the same id in the search path; with another named file it cannot share an id. One that is
    /// there already, from the same file, is no error.
    public func add(_ found: PluginDiscovery.Plugin) throws(PluginLoadFailure) {
        let ids = found.manifest.components.map(\.id)
        if !ids.isEmpty, ids.allSatisfy({ plugins[$0]?.path == found.path }) { return }
        for id in ids {
            guard let other = plugins[id], other.isLoaded || named.contains(other.path) else { continue }
            throw PluginLoadFailure(path: found.path, reason: .duplicateID(id, other: other.path))
        }
        named.insert(found.path)
        descriptors.removeAll { ids.contains($0.id) }
        add(LoadedPlugin(found: found), found.manifest.components)
    }

    /// Adds a plugin that is linked into the process, as tests do. `entry` is its `assay_plugin_entry`.
    public func add(
        name: String, entry: (UnsafePointer<assay_version_t>?) -> UnsafePointer<assay_plugin_t>?
    ) throws(PluginLoadFailure) {
        let library = try PluginLibrary(name: name, entry: entry)
        for id in library.manifest.components.map(\.id) where plugins[id] != nil {
            throw PluginLoadFailure(path: name, reason: .duplicateID(id, other: plugins[id]?.path ?? ""))
        }
        add(LoadedPlugin(library: library), library.manifest.components)
    }

    /// Loads every plugin, as if a component of each were made. Gives the failures of those that did not load.
    public func loadAll() -> [PluginLoadFailure] {
        var failures: [PluginLoadFailure] = []
        var seen: Set<ObjectIdentifier> = []
        for descriptor in descriptors {
            guard let plugin = plugins[descriptor.id], seen.insert(ObjectIdentifier(plugin)).inserted else { continue }
            do throws(PluginLoadFailure) { try load(plugin) } catch { failures.append(error) }
        }
        return failures
    }

    private func load(_ plugin: LoadedPlugin) throws(PluginLoadFailure) {
        let isFirst = !plugin.isLoaded
        try plugin.load(host: host)
        if isFirst { loadOrder.append(plugin) }
    }

    func createPointer(
        _ id: String, config: String
    ) throws(ComponentFailure) -> UnsafePointer<assay_component_t> {
        guard let plugin = plugins[id] else {
            throw .unknown(id: id, near: NearIDs(descriptors.map(\.id)).near(id))
        }
        do {
            try load(plugin)
        } catch {
            throw .unavailable(id: id, error)
        }
        return try plugin.create(id, config: config, host: host)
    }

    /// The descriptor at `index` among those of `kind`, or of all when nil, in its C form.
    func cDescriptor(kind: String?, at index: Int) -> UnsafePointer<assay_descriptor_t>? {
        table.descriptor(at: index, kind: kind, of: descriptors)
    }

    /// Calls `unload` of every loaded plugin, last loaded first. All components are destroyed by then.
    func unload() {
        for plugin in loadOrder.reversed() { plugin.unload() }
        loadOrder = []
    }

    private func add(_ plugin: LoadedPlugin, _ components: [ComponentDescriptor]) {
        for component in components { plugins[component.id] = plugin }
        descriptors = (descriptors + components).sorted { $0.id < $1.id }
    }
}
