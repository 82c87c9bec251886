// Assay: the conformance check of the kind exporter.
// SPDX-License-Identifier: Apache-2.0
internal import AssayContract
internal import AssayKit
internal import CAssay

/// Checks an exporter that is registered with `host`: it reports a run without requests, one of hostile names and
/// numbers, and one that ends before it has begun well. Returns the problems; none means that it conforms.
///
/// What `update` and `finish` lend is freed when they have returned; a sanitizer finds an exporter that keeps it.
public func checkExporter(_ host: TestHost, _ id: String, config: String = "{}") -> [String] {
    var check = Conformance(host, id, kind: ASSAY_KIND_EXPORTER, config: config)
    for make in [{ SampleRun.empty }, { SampleRun.hostile }] {
        check.whileStarted(assay_exporter_t.self) { _, component, table in
            try ExporterCheck(host, component, table).play(make)
        }
    }
    let run = SampleRun.empty
    check.whileStarted(assay_exporter_t.self) { _, component, table in
        try ExporterCheck(host, component, table).begin(run)
    }
    return withExtendedLifetime(run) { check.uniqueProblems }
}
