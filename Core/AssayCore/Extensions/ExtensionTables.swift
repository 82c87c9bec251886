// Assay: the C tables of a host's extensions.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// The tables in memory that C may point to, by id. They hold no state: every function finds it through the host or the
/// loop that it is given.
struct ExtensionTables {
    private struct Entry {
        let id: String
        let table: UnsafeMutableRawPointer
    }

    private let entries: [Entry]

    init() {
        entries = [
            Entry(id: ASSAY_EXT_LOOPS, table: Self.place(.table as assay_loops_t)),
            Entry(id: ASSAY_EXT_HOOKS, table: Self.place(.table as assay_hooks_t)),
            Entry(id: ASSAY_EXT_FUNCTIONS, table: Self.place(.table as assay_functions_t)),
            Entry(id: ASSAY_EXT_DECIDERS, table: Self.place(.table as assay_deciders_t)),
            Entry(id: ASSAY_EXT_WORKERS, table: Self.place(.table as assay_workers_t)),
            Entry(id: ASSAY_EXT_LOG, table: Self.place(.table as assay_log_t)),
            Entry(id: ASSAY_EXT_TERMINAL, table: Self.place(.table as assay_terminal_t)),
            Entry(id: ASSAY_EXT_INSTANCES, table: Self.place(.table as assay_instances_t)),
            Entry(id: ASSAY_EXT_THREAD_CHECK, table: Self.place(.table as assay_thread_check_t)),
        ]
    }

    private static func place<Table>(_ table: Table) -> UnsafeMutableRawPointer {
        let memory = UnsafeMutablePointer<Table>.allocate(capacity: 1)
        memory.initialize(to: table)
        return UnsafeMutableRawPointer(memory)
    }

    func deallocate() {
        for entry in entries { entry.table.deallocate() }
    }

    func find(_ id: UnsafePointer<CChar>) -> UnsafeRawPointer? {
        entries.first { strcmp(id, $0.id) == 0 }.map { UnsafeRawPointer($0.table) }
    }
}
