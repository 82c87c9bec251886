// Assay: Prometheus' text format.
// SPDX-License-Identifier: Apache-2.0

/// Prometheus' text format, version 0.0.4.
struct MetricText {
    /// A label and its value.
    typealias Label = (name: String, value: String)

    private(set) var bytes: [UInt8] = []

    /// Begins a metric: all its samples follow.
    mutating func begin(_ name: String, _ type: String, _ help: String) {
        bytes += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n".utf8
    }

    /// A sample.
    mutating func sample(_ name: String, _ labels: [Label] = [], _ value: Double) {
        bytes += name.utf8
        append(labels)
        bytes.append(UInt8(ascii: " "))
        bytes += (value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)").utf8
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ labels: [Label]) {
        guard !labels.isEmpty else { return }
        bytes.append(UInt8(ascii: "{"))
        for (place, label) in labels.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += label.name.utf8
            bytes += "=\"".utf8
            append(escaped: label.value)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Backslash, quote and line feed are escaped, as the format says; a carriage return, which some readers take for the
    /// end of a line, is left out.
    private mutating func append(escaped text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): bytes += "\\\\".utf8
            case UInt8(ascii: "\""): bytes += "\\\"".utf8
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"), 0: break
            default: bytes.append(byte)
            }
        }
    }
}
