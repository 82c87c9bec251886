// Assay: a plugin in use.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// A plugin that discovery found, opened and loaded when its first component is wanted. A load that failed is not tried
/// again: `load` is promised to be called once.
final class LoadedPlugin {
    /// The library, or the name of a linked plugin.
    let path: String

    private enum State {
        case found(PluginManifest)
        case open(PluginLibrary)
        case loaded(PluginLibrary)
        case failed(PluginLoadFailure)
    }

    private var state: State

    init(found: PluginDiscovery.Plugin) {
        path = found.path
        state = .found(found.manifest)
    }

    init(library: PluginLibrary) {
        path = library.path
        state = .open(library)
    }

    var isLoaded: Bool {
        if case .loaded = state { true } else { false }
    }

    /// Opens the library and calls its `load`, once.
    func load(host: UnsafePointer<assay_host_t>) throws(PluginLoadFailure) {
        do throws(PluginLoadFailure) {
            switch state {
            case .loaded: return
            case .failed(let failure): throw failure
            case .open(let library): try load(library, host: host)
            case .found(let manifest): try load(try open(manifest), host: host)
            }
        } catch {
            state = .failed(error)
            throw error
        }
    }

    private func open(_ manifest: PluginManifest) throws(PluginLoadFailure) -> PluginLibrary {
        do { try FileTrust().check(path) } catch { throw PluginLoadFailure(path: path, reason: error) }
        let library = try PluginLibrary(path: path)
        guard library.manifest == manifest else {
            throw PluginLoadFailure(path: path, reason: .changedSinceDiscovery)
        }
        return library
    }

    private func load(_ library: PluginLibrary, host: UnsafePointer<assay_host_t>) throws(PluginLoadFailure) {
        var error = CText.emptyError()
        let status = LastWords.calling("load", of: path) {
            library.table.pointee.load?(host, &error) ?? .ASSAY_STATUS_INTERNAL
        }
        guard status == .ASSAY_STATUS_OK else {
            let text = CText.message(error)
            let message = text.context.isEmpty ? text.message : "\(text.message): \(text.context)"
            throw PluginLoadFailure(path: path, reason: .loadFailed(status: status.rawValue, message: message))
        }
        state = .loaded(library)
    }

    /// Makes a component of a loaded plugin, and checks what comes back.
    func create(
        _ id: String, config: String, host: UnsafePointer<assay_host_t>
    ) throws(ComponentFailure) -> UnsafePointer<assay_component_t> {
        guard case .loaded(let library) = state, let create = library.table.pointee.create else {
            throw .malformed(id: id, "its plugin is not loaded")
        }
        var error = CText.emptyError()
        var component: UnsafePointer<assay_component_t>?
        let status = LastWords.calling("create", of: path, component: id) {
            create(host, id, config, &component, &error)
        }
        guard status == .ASSAY_STATUS_OK else {
            let text = CText.message(error)
            throw .createFailed(id: id, status: status, message: text.message, context: text.context)
        }
        guard let component else { throw .malformed(id: id, "create returned OK and no component") }
        try ComponentCheck(component: component, id: id).run()
        return component
    }

    /// Calls the plugin's `unload`, if it is loaded.
    func unload() {
        guard case .loaded(let library) = state else { return }
        state = .open(library)
        LastWords.calling("unload", of: path) { library.table.pointee.unload?() }
    }
}
