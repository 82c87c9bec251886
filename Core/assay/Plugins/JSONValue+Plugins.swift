// Assay: plugins as JSON.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import AssayJSON

extension JSONValue {
    /// What the search path holds; of components those that `isListed` names.
    init(_ found: PluginDiscovery.Result, isListed: (ComponentDescriptor) -> Bool) {
        let plugins = found.plugins.map { plugin in JSONValue(plugin, isListed: isListed) }
        let failures = found.failures.map { failure -> JSONValue in
            ["path": .string(failure.path), "error": .string("\(failure.reason)")]
        }
        self = ["plugins": .array(plugins), "failures": .array(failures)]
    }

    /// A plugin and its components.
    init(_ plugin: PluginDiscovery.Plugin, isListed: (ComponentDescriptor) -> Bool = { _ in true }) {
        let manifest = plugin.manifest
        self = [
            "path": .string(plugin.path), "id": .string(manifest.id), "name": .string(manifest.name),
            "vendor": .string(manifest.vendor), "version": .string(manifest.version),
            "description": .string(manifest.description), "url": .string(manifest.url),
            "abi": .string("\(manifest.abi.major).\(manifest.abi.minor).\(manifest.abi.patch)"),
            "components": .array(manifest.components.filter(isListed).map(JSONValue.init)),
        ]
    }

    /// A component; a schema that is no JSON is given as text.
    init(_ component: ComponentDescriptor) {
        let schema = (try? JSONValue(parsing: component.configSchema)) ?? .string(component.configSchema)
        self = [
            "id": .string(component.id), "kind": .string(component.kind), "name": .string(component.name),
            "version": .string(component.version), "description": .string(component.description),
            "config_schema": schema,
        ]
    }
}
