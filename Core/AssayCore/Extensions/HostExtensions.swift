// Assay: the extensions of a host that carry work: loops, log, thread checks.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Owns the loops and what lives on them, and the C tables through which plugins reach it.
///
/// Sendable: the parts are; the memory below is written before the first plugin sees it.
package final class HostExtensions: @unchecked Sendable {
    /// How a host is to be equipped.
    package struct Options {
        /// How many work loops: 1 to 1024, else the nearest of them.
        package var loopCount: Int
        /// How many worker threads at most.
        package var workerCount: Int
        /// The lowest level that is logged.
        package var logLevel: assay_log_level_t
        /// Where the log goes instead of standard error.
        package var logFile: String?

        package init(
            loopCount: Int = 1, workerCount: Int = 8, logLevel: assay_log_level_t = .ASSAY_LOG_INFO,
            logFile: String? = nil
        ) {
            self.loopCount = loopCount
            self.workerCount = workerCount
            self.logLevel = logLevel
            self.logFile = logFile
        }
    }

    let loops: LoopGroup
    let workers: WorkerPool
    let hooks: HookBus
    let functions = FunctionRegistry()
    let deciders: DeciderBoard
    /// Of the main thread alone.
    var tail: TailServer?
    /// Of the main thread alone.
    var instances = InstanceBoard()
    let log: Logger
    let hostData: UnsafeMutablePointer<HostData>
    private let tables: ExtensionTables

    /// Makes the parts. The calling thread becomes the main thread; the work loops turn from `loops.start()` on.
    package init(_ options: Options) throws(LoopError) {
        log = Logger(level: options.logLevel, file: options.logFile)
        loops = try LoopGroup(count: options.loopCount)
        workers = WorkerPool(limit: options.workerCount)
        hooks = HookBus(loops: loops)
        deciders = DeciderBoard(registry: hooks.registry, workers: workers, main: loops.main)
        tables = ExtensionTables()
        hostData = .allocate(capacity: 1)
        hostData.initialize(to: HostData(extensions: .passUnretained(self), host: nil))
        for loop in [loops.main] + loops.work { loop.state.pointee.owner = UInt(bitPattern: hostData) }
    }

    /// Ends the workers and the loops, and calls what waits on the main loop: the last call, on the main thread, after every component is
    /// destroyed.
    package func close() {
        tail?.close()
        tail = nil
        deciders.close()
        workers.stop()
        loops.stop()
        for loop in loops.work where !loops.isLost(loop) { hooks.releaseSlots(of: loop) }
        loops.close()
        hooks.releaseSlots(of: loops.main)
    }

    deinit {
        hostData.deallocate()
        tables.deallocate()
    }

    /// Goes into assay_host_t.host_data.
    package var hostDataPointer: UnsafeMutableRawPointer { UnsafeMutableRawPointer(hostData) }

    /// Starts the work loops.
    package func start() {
        loops.start()
    }

    /// Turns the main loop once, on the main thread; waits for an event if `mayWait`.
    package func turnMain(mayWait: Bool) {
        loops.main.turn(mayWait: mayWait)
    }

    /// The table of an extension, nil for an id that this type does not serve. It lives as long as this object.
    package func table(for id: UnsafePointer<CChar>) -> UnsafeRawPointer? {
        tables.find(id)
    }

    /// The extensions of the host that a plugin passed.
    @inline(__always)
    static func of(_ host: UnsafePointer<assay_host_t>?) -> HostExtensions? {
        host?.pointee.host_data?.assumingMemoryBound(to: HostData.self).pointee.extensions._withUnsafeGuaranteedRef {
            $0
        }
    }
}
