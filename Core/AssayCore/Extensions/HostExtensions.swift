// Assay: the extensions of a host that carry work: loops, log, thread checks.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// Owns the loops and what lives on them, and the C tables through which plugins reach it.
///
/// Sendable: the parts are; the memory below is written before the first plugin sees it.
final class HostExtensions: @unchecked Sendable {
    /// How a host is to be equipped.
    struct Options {
        /// How many work loops; at least 1.
        var loopCount = 1
        /// The lowest level that is logged.
        var logLevel: assay_log_level_t = .ASSAY_LOG_INFO
        /// Where the log goes instead of standard error.
        var logFile: String?
    }

    let loops: LoopGroup
    let hooks: HookBus
    let log: Logger
    /// Goes into assay_host_t.host_data.
    let hostData: UnsafeMutablePointer<HostData>
    private let tables: ExtensionTables

    /// Makes the parts. The calling thread becomes the main thread; the work loops turn from `loops.start()` on.
    init(_ options: Options) throws(LoopError) {
        log = Logger(level: options.logLevel, file: options.logFile)
        loops = try LoopGroup(count: options.loopCount)
        hooks = HookBus(loops: loops)
        tables = ExtensionTables()
        hostData = .allocate(capacity: 1)
        hostData.initialize(to: HostData(extensions: .passUnretained(self), host: nil))
        for loop in [loops.main] + loops.work { loop.state.pointee.owner = UnsafeRawPointer(hostData) }
    }

    /// Ends the loops and calls what waits on the main loop: the last call, on the main thread, after every component is
    /// destroyed.
    func close() {
        loops.stop()
        for loop in loops.work { hooks.releaseSlots(of: loop) }
        loops.close()
        hooks.releaseSlots(of: loops.main)
    }

    deinit {
        hostData.deallocate()
        tables.deallocate()
    }

    /// The table of an extension, nil for an id that this type does not serve. It lives as long as this object.
    func table(for id: UnsafePointer<CChar>) -> UnsafeRawPointer? {
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
