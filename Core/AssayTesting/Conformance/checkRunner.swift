// Assay: the conformance check of the kind runner.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Checks a runner that is registered with `host`: it runs the check's own scenario, collector and exporter, by hand of the
/// clock, and ends when it is told to. Returns the problems; none means that it conforms.
///
/// `config` is the runner's own; it must make it run the scenario `TestParts.scenario` with two users or more until it is
/// stopped, count with `TestParts.collector` and report to `TestParts.exporter`, which the check registers.
public func checkRunner(_ host: TestHost, _ id: String, config: String) -> [String] {
    var check = Conformance(host, id, kind: ASSAY_KIND_RUNNER, config: config)
    let parts = TestParts()
    parts.register(with: host)
    check.whileStarted(assay_runner_t.self) { check, component, table in
        parts.begin()
        let run = CheckedRun(host, component, table, parts)
        for problem in run.problems() { check.expect(false, problem) }
        check.isAbandoned = run.isUnderWay
    }
    return check.uniqueProblems
}
