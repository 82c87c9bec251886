// Assay: which functions the table of a kind must have.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The tables of the kinds.
package struct KindTable: Sendable {
    private let size: Int
    private let functions: [(name: String, offset: Int)]

    /// The table of a kind; nil for a kind that these headers do not have.
    package init?(_ kind: String) {
        guard let table = KindTable.all[kind] else { return nil }
        self = table
    }

    private init<Table>(_ type: Table.Type, _ functions: [(String, PartialKeyPath<Table>)]) {
        size = MemoryLayout<Table>.size
        self.functions = functions.compactMap { name, path in
            MemoryLayout<Table>.offset(of: path).map { (name: name, offset: $0) }
        }
    }

    /// Checks that a table has its size and no NULL among the functions that must be there.
    package func check(_ table: UnsafeRawPointer) throws(Violation) {
        let found = table.load(as: UInt32.self)
        try require(Int(found) == size, "struct_size of the table is \(found), wanted \(size)")
        for (name, offset) in functions {
            try require(table.load(fromByteOffset: offset, as: UInt.self) != 0, "\(name) is NULL")
        }
    }

    private static let all: [String: KindTable] = [
        ASSAY_KIND_ARTIFACT_STORE: KindTable(
            assay_artifact_store_t.self,
            [
                ("get_capabilities", \.get_capabilities), ("list", \.list), ("stat", \.stat),
                ("open_reader", \.open_reader), ("read", \.read), ("close_reader", \.close_reader),
                ("open_writer", \.open_writer), ("write", \.write), ("commit", \.commit), ("abort", \.abort),
                ("remove", \.remove), ("begin_multipart", \.begin_multipart),
                ("complete_multipart", \.complete_multipart), ("abort_multipart", \.abort_multipart),
                ("presign", \.presign),
            ]),
        ASSAY_KIND_CLIENT: KindTable(
            assay_client_t.self,
            [
                ("open_profile", \.open_profile), ("close_profile", \.close_profile),
                ("open_session", \.open_session), ("close_session", \.close_session), ("send", \.send),
                ("cancel", \.cancel), ("resolve", \.resolve), ("release", \.release),
            ]),
        ASSAY_KIND_COLLECTOR: KindTable(
            assay_collector_t.self,
            [
                ("open_shard", \.open_shard), ("intern", \.intern), ("intern_user_class", \.intern_user_class),
                ("add", \.add), ("add_exception", \.add_exception), ("flip", \.flip), ("merge", \.merge),
                ("reset", \.reset), ("snapshot", \.snapshot), ("query", \.query),
            ]),
        ASSAY_KIND_EXPORTER: KindTable(
            assay_exporter_t.self, [("begin", \.begin), ("update", \.update), ("finish", \.finish)]),
        ASSAY_KIND_ROUTES: KindTable(assay_routes_t.self, [("get_route", \.get_route), ("handle", \.handle)]),
        ASSAY_KIND_RUNNER: KindTable(
            assay_runner_t.self,
            [("run", \.run), ("stop_run", \.stop_run), ("add_users", \.add_users), ("report", \.report)]),
        ASSAY_KIND_SCENARIO: KindTable(
            assay_scenario_t.self,
            [
                ("get_user_class", \.get_user_class), ("create_user", \.create_user), ("run_step", \.run_step),
                ("cancel_step", \.cancel_step), ("get_wait_time", \.get_wait_time), ("destroy_user", \.destroy_user),
            ]),
        ASSAY_KIND_SERVER: KindTable(
            assay_server_t.self, [("get_address", \.get_address), ("drain", \.drain)]),
        ASSAY_KIND_SETTINGS: KindTable(
            assay_settings_t.self, [("get_extensions", \.get_extensions), ("parse", \.parse)]),
        ASSAY_KIND_SHAPE: KindTable(assay_shape_t.self, [("get_model", \.get_model), ("tick", \.tick)]),
        ASSAY_KIND_SQL_DRIVER: KindTable(
            assay_sql_driver_t.self,
            [
                ("get_capabilities", \.get_capabilities), ("open_session", \.open_session),
                ("close_session", \.close_session), ("submit", \.submit), ("cancel", \.cancel), ("listen", \.listen),
                ("unlisten", \.unlisten),
            ]),
        ASSAY_KIND_TRACKING: KindTable(
            assay_tracking_t.self,
            [("call", \.call), ("log_metrics", \.log_metrics), ("cancel", \.cancel), ("release", \.release)]),
    ]
}
