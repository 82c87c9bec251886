// Assay: an event, as its listeners see it.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// An event. It is borrowed: it ends with the call of the listener. `copy` keeps its values.
public struct HookEvent: ~Copyable {
    private let pointer: UnsafePointer<assay_event_t>
    private let layout: HookLayout

    init(_ pointer: UnsafePointer<assay_event_t>, _ layout: HookLayout) {
        self.pointer = pointer
        self.layout = layout
    }

    /// The hook's name.
    public var hook: String { layout.name }

    /// When it happened: nanoseconds since 1970-01-01T00:00:00Z.
    public var time: Int64 { pointer.pointee.time }

    /// What the hook's events hold.
    public var fields: [HookField] { layout.fields }

    /// The value of a field; nil when the hook has no such field.
    public func value(_ name: String) -> HookValue? {
        layout.entry(name).flatMap { layout.value($0, in: pointer) }
    }

    /// The text of a string field; nil when it has none, and when the hook has no such field or of another type.
    public func string(_ name: String) -> String? { value(name)?.stringValue }

    /// The number of a double field; nil when the hook has no such field or of another type.
    public func double(_ name: String) -> Double? { value(name)?.doubleValue }

    /// The number of an integer field; nil when the hook has no such field or of another type, or it does not fit.
    public func int64(_ name: String) -> Int64? { value(name)?.int64Value }

    /// As `int64`, for numbers that are not negative.
    public func uint64(_ name: String) -> UInt64? { value(name)?.uint64Value }

    /// A copy of all that the event says, which may be kept and passed on.
    public func copy() -> HookRecord {
        let values = layout.entries.compactMap { entry -> (String, HookValue)? in
            guard let name = entry.name, let value = layout.value(entry, in: pointer) else { return nil }
            return (String(cString: name), value)
        }
        return HookRecord(hook: hook, time: time, values: values)
    }
}
