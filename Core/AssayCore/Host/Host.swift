// Assay: the host: loads plugins, turns loops, carries hooks.
// SPDX-License-Identifier: Apache-2.0
public import CAssay

/// The host: it loads plugins, turns loops and carries hooks, and knows nothing else. The thread that makes it is its
/// main thread; all of it but `wake` is for that thread.
public final class Host {
    /// What the plugins provide.
    public let components: ComponentRegistry
    /// Files of the search path that are no plugins of this host.
    public let loadFailures: [PluginLoadFailure]
    /// The host as plugins see it; it lives as long as the process, because plugins do.
    public let pointer: UnsafePointer<assay_host_t>

    let extensions: HostExtensions
    let componentsTable: UnsafePointer<assay_components_t>
    private let mutablePointer: UnsafeMutablePointer<assay_host_t>
    private var isShutDown = false

    /// Makes a host: its loops turn and its plugins are known when this returns; no plugin is loaded yet.
    public static func make(_ options: HostOptions = HostOptions()) throws(HostFailure) -> Host {
        var equipment = HostExtensions.Options()
        equipment.loopCount = options.loopCount
        equipment.logLevel = options.logLevel
        equipment.logFile = options.logFile
        let extensions: HostExtensions
        do {
            extensions = try HostExtensions(equipment)
        } catch {
            throw HostFailure(description: "cannot start the event loops: \(error)")
        }
        let host = Host(extensions, found: options.discovery?.run() ?? PluginDiscovery.Result())
        extensions.loops.start()
        return host
    }

    private init(_ extensions: HostExtensions, found: PluginDiscovery.Result) {
        self.extensions = extensions
        loadFailures = found.failures
        mutablePointer = Self.makePointer(extensions.hostData)
        pointer = UnsafePointer(mutablePointer)
        components = ComponentRegistry(host: pointer, plugins: found.plugins)
        componentsTable = UnsafePointer(ComponentsTable.make())
        extensions.hostData.pointee.host = Unmanaged.passUnretained(self).toOpaque()
    }

    /// The table of the extension `id`, as a plugin would get it. `Table` is the type that its header gives.
    public func table<Table>(_ id: String, as type: Table.Type = Table.self) -> UnsafePointer<Table>? {
        pointer.pointee.get_extension(pointer, id)?.assumingMemoryBound(to: Table.self)
    }

    /// Turns the main loop until `isDone` says so; it is asked after every turn.
    public func run(until isDone: () -> Bool) {
        extensions.loops.runMain(until: isDone)
    }

    /// Makes `run` ask its condition again, from any thread.
    public var wake: @Sendable () -> Void {
        let loops = extensions.loops
        return { loops.wakeMain() }
    }

    /// Writes a line to the log, if its level is high enough; on any thread.
    public func log(_ level: assay_log_level_t, _ source: String, _ message: String) {
        extensions.log.log(level, source, message)
    }

    /// Ends the host: stops the loops and unloads the plugins. All components are destroyed by then. A second call
    /// does nothing.
    public func shutdown() {
        guard !isShutDown else { return }
        isShutDown = true
        components.unload()
        extensions.close()
    }

    deinit {
        shutdown()
        mutablePointer.pointee.host_data = nil
    }
}
