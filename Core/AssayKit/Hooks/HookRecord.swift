// Assay: a copy of an event.
// SPDX-License-Identifier: Apache-2.0

/// A copy of an event, which may be kept and passed to other threads.
public struct HookRecord: Sendable {
    /// The hook's name.
    public let hook: String
    /// When it happened: nanoseconds since 1970-01-01T00:00:00Z.
    public let time: Int64
    /// The fields, in the order of the hook's declaration.
    public let values: [(name: String, value: HookValue)]

    init(hook: String, time: Int64, values: [(String, HookValue)]) {
        self.hook = hook
        self.time = time
        self.values = values.map { (name: $0.0, value: $0.1) }
    }

    /// The value of a field; nil when the hook has no such field.
    public func value(_ name: String) -> HookValue? { values.first { $0.name == name }?.value }

    /// The text of a string field; nil when it has none, and when the hook has no such field or of another type.
    public func string(_ name: String) -> String? { value(name)?.stringValue }

    /// The number of a double field; nil when the hook has no such field or of another type.
    public func double(_ name: String) -> Double? { value(name)?.doubleValue }

    /// The number of an integer field; nil when the hook has no such field or of another type, or it does not fit.
    public func int64(_ name: String) -> Int64? { value(name)?.int64Value }

    /// As `int64`, for numbers that are not negative.
    public func uint64(_ name: String) -> UInt64? { value(name)?.uint64Value }
}
