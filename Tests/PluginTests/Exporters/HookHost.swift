// Assay: a host with hooks, for tests: one listener, and events that a test emits.
// SPDX-License-Identifier: Apache-2.0
import CAssay

@testable import AssayKit

/// A host with hooks: one listener, and events that a test emits. It lives as long as the process, as a host does.
final class HookHost: @unchecked Sendable {
    // @unchecked: each test uses a host of its own on one thread.
    private let hostPointer = UnsafeMutablePointer<assay_host_t>.allocate(capacity: 1)
    private let table = UnsafeMutablePointer<assay_hooks_t>.allocate(capacity: 1)
    private let declarations = UnsafeMutablePointer<assay_hook_declaration_t>.allocate(capacity: 1)
    private let fields = UnsafeMutablePointer<assay_field_t>.allocate(capacity: 4)
    private(set) var listener: assay_listener_t?
    private var listenerData: UnsafeMutableRawPointer?
    var droppedCount: UInt64 = 0

    /// The event that this host knows.
    struct Event {
        var event = assay_event_t()
        var name: UnsafePointer<CChar>?
        var nameLength: UInt32 = 0
        var code: Int32 = 0
        var time = 0.0
        var secret: UnsafeRawPointer?
    }

    var host: Host { Host(hostPointer) }

    init() {
        fields[0] = field("name", .ASSAY_FIELD_STRING, \.name, length: MemoryLayout<Event>.offset(of: \.nameLength))
        fields[1] = field("code", .ASSAY_FIELD_INT32, \.code)
        fields[2] = field("response_time_ms", .ASSAY_FIELD_DOUBLE, \.time)
        fields[3] = field("secret", .ASSAY_FIELD_POINTER, \.secret)
        declarations.initialize(to: assay_hook_declaration_t())
        declarations.pointee.name = staticText("com.acme.cache_miss")
        declarations.pointee.fields = UnsafePointer(fields)
        declarations.pointee.field_count = 4
        table.initialize(to: assay_hooks_t())
        table.pointee.describe = { host, hook in hook == 7 ? UnsafePointer(HookHost.of(host).declarations) : nil }
        table.pointee.subscribe_all = { host, _, listener, data, subscription, _ in
            HookHost.of(host).listener = listener
            HookHost.of(host).listenerData = data
            subscription?.pointee = 5
            return .ASSAY_STATUS_OK
        }
        table.pointee.get_dropped_count = { host, _ in HookHost.of(host).droppedCount }
        table.pointee.unsubscribe = { host, _, done, data in
            HookHost.of(host).listener = nil
            done?(data)
        }
        hostPointer.initialize(to: assay_host_t())
        hostPointer.pointee.host_data = Unmanaged.passRetained(self).toOpaque()
        hostPointer.pointee.get_extension = { host, id in
            guard let id, String(cString: id) == ASSAY_EXT_HOOKS else { return nil }
            return UnsafeRawPointer(HookHost.of(host).table)
        }
    }

    func emit(_ name: String?, code: Int32 = 1, time: Double = 2.5, hook: assay_hook_t = 7) {
        var event = Event()
        event.event.struct_size = UInt32(MemoryLayout<Event>.size)
        event.event.hook = hook
        event.event.time = 1_700_000_000_123_456_789
        event.code = code
        event.time = time
        guard var name else { return send(&event) }
        name.withUTF8 { bytes in
            event.name = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            event.nameLength = UInt32(bytes.count)
            send(&event)
        }
    }

    private func send(_ event: inout Event) {
        withUnsafePointer(to: &event) { pointer in
            pointer.withMemoryRebound(to: assay_event_t.self, capacity: 1) { listener?(listenerData, $0) }
        }
    }

    private func field<Value>(
        _ name: String, _ type: assay_field_type_t, _ path: KeyPath<Event, Value>, length: Int? = nil
    ) -> assay_field_t {
        assay_field_t(
            name: staticText(name), type: type, offset: UInt32(MemoryLayout<Event>.offset(of: path) ?? 0),
            length_offset: length.map { UInt32($0) } ?? ASSAY_FIELD_NO_LENGTH)
    }

    private static func of(_ host: UnsafePointer<assay_host_t>?) -> HookHost {
        guard let data = host?.pointee.host_data else { preconditionFailure("a call without its host") }
        return Unmanaged<HookHost>.fromOpaque(data).takeUnretainedValue()
    }
}
