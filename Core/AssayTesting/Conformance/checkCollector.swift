// Assay: the conformance check of the kind collector.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Checks a collector that is registered with `host`: every request is counted once, in its row, its user class and the
/// total; failures and thrown errors are grouped; queries agree with the rows; a reset forgets all. Returns the problems;
/// none means that it conforms.
public func checkCollector(_ host: TestHost, _ id: String, config: String = "{}") -> [String] {
    var check = Conformance(host, id, kind: ASSAY_KIND_COLLECTOR, config: config)
    check.whileStarted(assay_collector_t.self) { _, component, table in
        try CollectorCheck(host, component, table).run()
    }
    return check.problems
}
