// Assay: a hook for tests, with a field of every type.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Testing

@testable import AssayCore

/// An event as a plugin would define it in C.
struct SampleEvent {
    var event = assay_event_t()
    var text: UnsafePointer<CChar>?
    var ended: UnsafePointer<CChar>?
    var opaque: UnsafeRawPointer?
    var textLength: UInt32 = 0
    var small: Int32 = 0
    var count: UInt32 = 0
    var signed: Int64 = 0
    var unsigned: UInt64 = 0
    var time: Double = 0

    private static func offset(_ field: PartialKeyPath<SampleEvent>) -> Int {
        MemoryLayout.offset(of: field) ?? 0
    }

    static let fields: [(String, assay_field_type_t, Int, UInt32)] = [
        (
            "text", .ASSAY_FIELD_STRING, offset(\.text),
            UInt32(offset(\.textLength))
        ),
        ("ended", .ASSAY_FIELD_STRING, offset(\.ended), ASSAY_FIELD_NO_LENGTH),
        ("opaque", .ASSAY_FIELD_POINTER, offset(\.opaque), ASSAY_FIELD_NO_LENGTH),
        ("small", .ASSAY_FIELD_INT32, offset(\.small), ASSAY_FIELD_NO_LENGTH),
        ("count", .ASSAY_FIELD_UINT32, offset(\.count), ASSAY_FIELD_NO_LENGTH),
        ("signed", .ASSAY_FIELD_INT64, offset(\.signed), ASSAY_FIELD_NO_LENGTH),
        ("unsigned", .ASSAY_FIELD_UINT64, offset(\.unsigned), ASSAY_FIELD_NO_LENGTH),
        ("time", .ASSAY_FIELD_DOUBLE, offset(\.time), ASSAY_FIELD_NO_LENGTH),
    ]
}

extension HostFixture {
    /// Declares a hook with SampleEvent's fields, of which `change` may alter some.
    func declare(
        _ name: String = "com.example.sample", error: inout assay_error_t,
        _ change: (inout [assay_field_t], inout assay_hook_declaration_t) -> Void = { _, _ in }
    ) -> (status: assay_status_t, hook: assay_hook_t) {
        let names = SampleEvent.fields.map { strdup($0.0) }
        defer { names.forEach { free($0) } }
        var fields = zip(names, SampleEvent.fields).map { name, field in
            assay_field_t(name: name, type: field.1, offset: UInt32(field.2), length_offset: field.3)
        }
        return name.withCString { name in
            var declaration = assay_hook_declaration_t()
            declaration.name = name
            declaration.event_size = UInt32(MemoryLayout<SampleEvent>.size)
            declaration.field_count = UInt32(fields.count)
            change(&fields, &declaration)
            return fields.withUnsafeBufferPointer { fields in
                declaration.fields = fields.baseAddress
                var hook = ASSAY_HOOK_NONE
                let status = hooks.declare(host, &declaration, &hook, &error)
                return (status, hook)
            }
        }
    }

    func declareSample(_ name: String = "com.example.sample") throws -> assay_hook_t {
        var error = assay_error_t()
        let (status, hook) = declare(name, error: &error)
        try #require(status == .ASSAY_STATUS_OK, "\(text(error))")
        return hook
    }

    /// Emits a sample through the C table.
    func emit(_ hook: assay_hook_t, signed: Int64 = 0, text: String = "") {
        SampleEvent.emit(hooks, host, hook, signed: signed, text: text)
    }
}

extension SampleEvent {
    static func emit(
        _ hooks: assay_hooks_t, _ host: UnsafePointer<assay_host_t>, _ hook: assay_hook_t, signed: Int64 = 0,
        text: String = ""
    ) {
        text.withCString { pointer in
            var sample = SampleEvent()
            sample.event.struct_size = UInt32(MemoryLayout<SampleEvent>.size)
            sample.event.time = 42
            sample.text = pointer
            sample.textLength = UInt32(text.utf8.count)
            sample.ended = pointer
            sample.opaque = UnsafeRawPointer(pointer)
            sample.small = -7
            sample.count = 7
            sample.signed = signed
            sample.unsigned = .max
            sample.time = 1.5
            withUnsafeMutablePointer(to: &sample) { sample in
                sample.withMemoryRebound(to: assay_event_t.self, capacity: 1) { hooks.emit(host, hook, $0) }
            }
        }
    }

    /// The sample behind the event that a listener is given.
    static func at(_ event: UnsafePointer<assay_event_t>?) -> SampleEvent {
        guard let event else { fatalError("no event") }
        return UnsafeRawPointer(event).load(as: SampleEvent.self)
    }
}
