// Assay: tests of what keeps records and artifacts.
// SPDX-License-Identifier: Apache-2.0
import AssayContract
import CAssay

/// Tests of kind/draft/sql_driver.h and kind/draft/artifact_store.h.
enum StorageTests {
    private static let sql = ASSAY_KIND_SQL_DRIVER
    private static let artifacts = ASSAY_KIND_ARTIFACT_STORE

    static let all = [
        TableCheck.test("sql-driver-table", kind: sql),
        TestCase("sql-driver-capabilities", .kind(sql), "says what it and its database can do") {
            context throws(Ending) in
            try onDriver(context) { check throws(Violation) in try check.checkCapabilities() }
        },
        TestCase("sql-driver-batches", .kind(sql), "batches end once, later, and with reasons") {
            context throws(Ending) in
            try onDriver(context) { check throws(Violation) in try check.checkBatches() }
        },
        TableCheck.test("artifact-store-table", kind: artifacts),
        TestCase(
            "artifact-store-keeps", .kind(artifacts), "keeps, lists and removes artifacts, and refuses wrong keys",
            keeps),
    ]

    private static func onDriver(
        _ context: TestContext, _ check: (SQLDriverCheck) throws(Violation) -> Void
    ) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let table = try context.table(component, sql, as: assay_sql_driver_t.self).pointee
            let driver = SQLDriverCheck(component, table, loop: context.host.work.pointer, host: context.host)
            try keeping { () throws(Violation) in try check(driver) }
        }
    }

    private static func keeps(_ context: TestContext) throws(Ending) {
        try context.withStarted { component throws(Ending) in
            let table = try context.table(component, artifacts, as: assay_artifact_store_t.self).pointee
            let driver = ArtifactDriver(component, table, loop: context.host.work.pointer, host: context.host)
            for step in ArtifactStoreCheck(driver).steps { try keeping { () throws(Violation) in try step() } }
        }
    }
}
