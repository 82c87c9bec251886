// Assay: writes points of a metric as JSON.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON
internal import TrackingSeries

/// Writes points of one metric as JSON: what is the same in all of them is made once.
struct MetricJSON {
    /// How numbers that are not finite are written.
    enum Style {
        /// As strings, as protobuf does.
        case message
        /// As the words NaN and Infinity, as Python's json module does.
        case python
    }

    private let key: String
    private let run: String?
    private let style: Style

    /// Writes points of `key`, with the id of their run when it is given.
    init(_ key: String, run: String? = nil, style: Style = .message) {
        self.key = Self.literal(key)
        self.run = run.map(Self.literal)
        self.style = style
    }

    private static func literal(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Writes a point.
    func write(_ point: Point, into writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("key")
        writer.raw(key)
        writer.key("value")
        if style == .python, !point.value.isFinite {
            writer.raw(point.value.isNaN ? "NaN" : point.value < 0 ? "-Infinity" : "Infinity")
        } else {
            writer.number(point.value)
        }
        writer.member("timestamp", point.timestamp)
        writer.member("step", point.step)
        if let run {
            writer.key("run_id")
            writer.raw(run)
        }
        writer.endObject()
    }
}
