// Assay: the conformance check of the kind sql_driver.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Checks an SQL driver that is registered with `host` and whose config names an empty database: values come back as they
/// were, a batch is all or nothing, failures have their class, calls end once, can be cut off and run beside each other.
/// Its tables begin with `assay_check_`; they are dropped at the beginning and at the end. Returns the problems; none means
/// that it conforms. The dialects "sqlite" and "postgres" are known.
///
/// A real database is used, so the host follows the system's time meanwhile.
public func checkSQLDriver(_ host: TestHost, _ id: String, config: String = "{}") -> [String] {
    var check = Conformance(host, id, kind: ASSAY_KIND_SQL_DRIVER, config: config)
    check.whileStarted(assay_sql_driver_t.self) { check, component, table in
        let driver = CheckedDriver(host, component, table)
        do {
            try driver.open()
            for part in CheckedDriver.parts {
                do { try part(driver)() } catch let violation as Violation { check.expect(false, violation.words) }
            }
            try driver.close()
        } catch let violation as Violation {
            check.expect(false, violation.words)
        }
    }
    return check.uniqueProblems
}
