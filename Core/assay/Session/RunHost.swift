// Assay: the host of a run.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import AssayJSON
import CAssay

/// The host as a run needs it, with errors of the command line.
final class RunHost {
    /// A component of one of its plugins.
    typealias Component = AssayCore.Component

    private let host: Host

    /// What plugins see.
    var pointer: UnsafePointer<assay_host_t> { host.pointer }

    /// Makes the host that `options` ask for. Libraries that cannot be used are passed over.
    convenience init(_ options: RunOptions) throws(CommandError) {
        var equipment = HostOptions(pluginPaths: options.process.pluginPath)
        equipment.loopCount = options.load.loops ?? Processors.count
        equipment.logLevel = options.process.logLevel?.level ?? .ASSAY_LOG_INFO
        equipment.logFile = options.process.logFile
        try self.init(equipment)
    }

    /// Makes a host that is equipped so.
    init(_ equipment: HostOptions) throws(CommandError) {
        do throws(HostFailure) {
            host = try Host.make(equipment)
        } catch {
            throw CommandError(error.description)
        }
    }

    /// Warns of the libraries in the search path that cannot be used.
    func reportFailures() {
        for failure in host.loadFailures { log(.ASSAY_LOG_WARNING, "\(failure)") }
    }

    /// Makes a component from a config, which is an object.
    func make(_ id: String, config: JSONValue) throws(CommandError) -> Component {
        do throws(ComponentFailure) {
            return try host.components.create(id, config: config.text())
        } catch {
            throw CommandError(error.description)
        }
    }

    /// Starts a component.
    func start(_ component: Component) throws(CommandError) {
        do throws(ComponentFailure) {
            try component.start()
        } catch {
            throw CommandError(error.description)
        }
    }

    /// The table of a component's kind.
    func table<Table>(
        of component: Component, _ id: String, as type: Table.Type
    ) throws(CommandError) -> UnsafePointer<Table> {
        do throws(ComponentFailure) {
            return try component.table(id, as: type)
        } catch {
            throw CommandError(error.description)
        }
    }

    /// The table of an extension of the host.
    func table<Table>(_ id: String, as type: Table.Type) throws(CommandError) -> UnsafePointer<Table> {
        guard let table = pointer.pointee.get_extension?(pointer, id) else {
            throw CommandError("the host has no extension '\(id)'")
        }
        return table.assumingMemoryBound(to: Table.self)
    }

    /// Makes a started component known to others by a name.
    func publish(_ component: Component, as name: String) throws(CommandError) {
        do throws(InstanceFailure) {
            try host.publish(component, as: name)
        } catch {
            throw CommandError(error.description)
        }
    }

    /// Forgets a name, before its component stops.
    func withdraw(_ name: String) {
        host.withdraw(name)
    }

    /// The ids of all components of a kind.
    func ids(ofKind kind: String) -> [String] {
        host.components.descriptors(ofKind: kind).map(\.id)
    }

    /// Adds the plugin in the file at `path` and returns the ids of its components of a kind.
    func load(_ path: String, kind: String) throws(CommandError) -> [String] {
        let place = PluginSearchPath.Place(path: path, isNamed: true)
        let found = PluginDiscovery(searchPath: PluginSearchPath(places: [place])).run()
        if let failure = found.failures.first { throw CommandError("\(failure)") }
        guard let plugin = found.plugins.first else { throw CommandError("\(path): no plugin") }
        do throws(PluginLoadFailure) {
            try host.components.add(plugin)
        } catch {
            throw CommandError("\(error)")
        }
        return plugin.manifest.components.filter { $0.kind == kind }.map(\.id)
    }

    /// Calls `onReady` on the main thread when `descriptor` is ready; it reads until nothing is left.
    func watch(_ descriptor: Int32, onReady: @escaping () -> Void) throws(CommandError) -> DescriptorWatch {
        do throws(HostFailure) {
            return try host.watch(descriptor, onReady: onReady)
        } catch {
            throw CommandError(error.description)
        }
    }

    /// Lets `assay hooks tail` of the same user hear the events.
    func openTail() {
        host.openTail()
    }

    /// Makes `turn` ask its condition again, from any thread.
    var wake: @Sendable () -> Void { host.wake }

    /// Turns the main loop until `isDone` says so.
    func turn(until isDone: () -> Bool) {
        host.run(until: isDone)
    }

    /// Writes a line to the log.
    func log(_ level: assay_log_level_t, _ message: String) {
        host.log(level, "assay", message)
    }

    /// Ends the loops and unloads the plugins, after the last component is destroyed.
    func close() {
        host.shutdown()
    }
}
