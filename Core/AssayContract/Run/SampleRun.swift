// Assay: a run that never was, for exporters.
// SPDX-License-Identifier: Apache-2.0
package import CAssay

/// Statistics, run and result for an exporter: empty ones, or such as nobody would expect. The memory lives as long as
/// this object.
package final class SampleRun {
    private let arena = Arena()
    package let info: UnsafeMutablePointer<assay_run_info_t>
    package let snapshot: UnsafeMutablePointer<assay_stats_snapshot_t>
    package let state: UnsafeMutablePointer<assay_run_state_t>
    package let result: UnsafeMutablePointer<assay_run_result_t>

    /// Texts that break careless writers of CSV, HTML, JSON and Prometheus.
    private static let hostileTexts = [
        "a,b\"c\"\nd\r\n", "</script><script>alert(1)</script>", "=cmd|' /C calc'!A0", "{\"a\": \"\\\"}",
        "\u{1}\u{1F}\u{7F}",
        "日本 \u{202E}abc", "%s%n%p", "../../etc/passwd", String(repeating: "x", count: 100_000), "",
    ]

    package init(texts: [String], numbers: [Double], count: UInt64) {
        let maker = SampleRunMaker(arena: arena)
        let rows = arena.array(
            texts.enumerated().map { index, text in
                maker.row(
                    .ASSAY_ROW_REQUEST, method: text, name: text, count: count, number: numbers[index % numbers.count])
            } + [maker.row(.ASSAY_ROW_TOTAL, method: "", name: "Aggregated", count: count, number: numbers[0])])
        let errors = arena.array(texts.map { maker.fault($0, count) })
        let exceptions = arena.array(texts.map { maker.exception($0, count) })
        snapshot = arena.place(maker.snapshot(rows, errors, exceptions))
        info = arena.place(maker.runInfo(texts))
        state = arena.place(maker.runState(texts, numbers))
        result = arena.place(maker.runResult(texts, numbers))
    }

    /// A run without requests.
    package static var empty: SampleRun { SampleRun(texts: [], numbers: [0], count: 0) }

    /// A run of hostile texts and numbers.
    package static var hostile: SampleRun {
        SampleRun(
            texts: hostileTexts, numbers: [.nan, .infinity, -.infinity, -1, 1e308, 1e-300], count: UInt64(Int64.max))
    }
}
