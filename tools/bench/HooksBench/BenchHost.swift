// Assay: a host of extensions for the benchmarks.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import CAssay

/// What a plugin sees of a host, on the main thread.
final class BenchHost {
    let host: UnsafeMutablePointer<assay_host_t>
    let hooks: assay_hooks_t
    let loops: assay_loops_t
    let functions: assay_functions_t
    private let extensions: HostExtensions

    init() throws {
        extensions = try HostExtensions(HostExtensions.Options())
        extensions.start()
        host = .allocate(capacity: 1)
        host.initialize(to: assay_host_t())
        host.pointee.host_data = extensions.hostDataPointer
        hooks = try Self.find(extensions, ASSAY_EXT_HOOKS)
        loops = try Self.find(extensions, ASSAY_EXT_LOOPS)
        functions = try Self.find(extensions, ASSAY_EXT_FUNCTIONS)
    }

    private struct NoTable: Error {}

    private static func find<Table>(_ extensions: HostExtensions, _ id: String) throws -> Table {
        guard let table = extensions.table(for: id) else { throw NoTable() }
        return table.load(as: Table.self)
    }

    /// Turns the main loop once.
    func turn(mayWait: Bool = false) {
        extensions.turnMain(mayWait: mayWait)
    }

    func close() {
        extensions.close()
    }
}
