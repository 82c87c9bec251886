// Assay: a run that never was, for exporters.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// Statistics, run and result for an exporter: empty ones, or such as nobody would expect. The memory lives as long as the
/// process, which is one test's.
struct SampleRun {
    let info: UnsafeMutablePointer<assay_run_info_t>
    let snapshot: UnsafeMutablePointer<assay_stats_snapshot_t>
    let state: UnsafeMutablePointer<assay_run_state_t>
    let result: UnsafeMutablePointer<assay_run_result_t>

    /// Texts that break careless writers of CSV, HTML, JSON and Prometheus.
    private static let hostile = [
        "a,b\"c\"\nd\r\n", "</script><script>alert(1)</script>", "=cmd|' /C calc'!A0", "{\"a\": \"\\\"}",
        "\u{1}\u{1F}\u{7F}",
        "日本 \u{202E}abc", "%s%n%p", "../../etc/passwd", String(repeating: "x", count: 100_000), "",
    ]

    init(texts: [String], numbers: [Double], count: UInt64) {
        let rows = Self.array(
            texts.enumerated().map { index, text in
                Self.row(
                    .ASSAY_ROW_REQUEST, method: text, name: text, count: count, number: numbers[index % numbers.count])
            } + [Self.row(.ASSAY_ROW_TOTAL, method: "", name: "Aggregated", count: count, number: numbers[0])])
        let errors = Self.array(texts.map { Self.fault($0, count) })
        let exceptions = Self.array(texts.map { Self.exception($0, count) })
        snapshot = Self.place(Self.snapshot(rows, errors, exceptions))
        info = Self.place(Self.runInfo(texts))
        state = Self.place(Self.runState(texts, numbers))
        result = Self.place(Self.runResult(texts, numbers))
    }

    /// A run without requests.
    static var empty: SampleRun { SampleRun(texts: [], numbers: [0], count: 0) }

    /// A run of hostile texts and numbers.
    static var hostileRun: SampleRun {
        SampleRun(
            texts: hostile, numbers: [.nan, .infinity, -.infinity, -1, 1e308, 1e-300], count: UInt64(Int64.max))
    }

    static func place<Value>(_ value: Value) -> UnsafeMutablePointer<Value> {
        let pointer = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        pointer.initialize(to: value)
        return pointer
    }

    static func array<Value>(_ values: [Value]) -> UnsafeMutableBufferPointer<Value> {
        let buffer = UnsafeMutableBufferPointer<Value>.allocate(capacity: max(1, values.count))
        _ = buffer.initialize(from: values)
        return UnsafeMutableBufferPointer(rebasing: buffer[..<values.count])
    }

    static func text(_ text: String) -> UnsafePointer<CChar>? { UnsafePointer(strdup(text)) }
}
