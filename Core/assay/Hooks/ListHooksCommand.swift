// Assay: `assay hooks list`.
// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import AssayCore
import AssayJSON
import CAssay

/// `assay hooks list`: the hooks that the plugins of the search path declare.
struct ListHooksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the hooks that the plugins declare, with their fields.",
        discussion: "Loads every plugin and starts every runner without a run, because they declare hooks then.")

    @OptionGroup var discovery: DiscoveryOptions

    @Flag(help: "Write JSON.")
    var json = false

    func run() throws {
        var options = HostOptions(pluginPaths: discovery.pluginPaths)
        options.discovery?.ignoresCache = discovery.rescan
        options.logLevel = .ASSAY_LOG_ERROR
        let host = try Host.make(options)
        defer { host.shutdown() }
        for failure in host.components.loadAll() { Output.error.write("\(failure)\n") }
        startRunners(of: host)
        if json {
            Output.standard.write(JSONValue.array(host.hooks.map(JSONValue.init)).text(pretty: true) + "\n")
        } else {
            Output.standard.write(host.hooks.sorted { $0.name < $1.name }.map(\.paragraph).joined(separator: "\n"))
        }
    }

    /// A runner declares its hooks when it starts; nothing runs before it is told to. Any scenario does.
    private func startRunners(of host: Host) {
        let scenarios = host.components.descriptors(ofKind: ASSAY_KIND_SCENARIO).prefix(1)
        let parts = scenarios.map { scenario -> JSONValue in ["id": .string(scenario.id)] }
        let config: JSONValue = ["scenarios": .array(parts), "host": "http://127.0.0.1"]
        for descriptor in host.components.descriptors(ofKind: ASSAY_KIND_RUNNER) {
            do {
                let runner = try host.components.create(descriptor.id, config: config.text())
                defer { runner.destroy() }
                try runner.start()
            } catch {
                Output.error.write("hooks of '\(descriptor.id)' may be missing: \(error)\n")
            }
        }
    }
}

extension HookDescription {
    /// The hook as a C function that listens to it would be declared, with a sentence.
    fileprivate var paragraph: String {
        let parameters = fields.map { $0.type.hasSuffix("*") ? $0.type + $0.name : "\($0.type) \($0.name)" }
        return "\(name)(\(parameters.joined(separator: ", ")))\n    \(description)\n"
    }
}

extension JSONValue {
    fileprivate init(_ hook: HookDescription) {
        let fields = hook.fields.map { field -> JSONValue in
            ["name": .string(field.name), "type": .string(field.type)]
        }
        self = ["name": .string(hook.name), "description": .string(hook.description), "fields": .array(fields)]
    }
}
