// Assay: tells a hook's listeners.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

/// Tells a hook's listeners. It keeps one event, whose fields keep what they were set to; so it belongs to one thread
/// at a time: make one for each loop.
///
///     if misses.isObserved {
///         try misses.set("key", key)
///         misses.emit()
///     }
public final class HookEmitter {
    private let hooks: Hooks
    private let hook: assay_hook_t
    private let layout: HookLayout
    private let event: UnsafeMutableRawBufferPointer
    private var texts: [UInt32: UnsafeMutableRawBufferPointer] = [:]
    private static let longestText = 1 << 20

    init(_ hooks: Hooks, _ hook: assay_hook_t) throws {
        self.hooks = hooks
        self.hook = hook
        layout = try hooks.layout(hook)
        let size = max(layout.eventSize, MemoryLayout<assay_event_t>.size)
        event = .allocate(byteCount: size, alignment: 16)
        event.initializeMemory(as: UInt8.self, repeating: 0)
        header.pointee.struct_size = UInt32(clamping: size)
    }

    deinit {
        event.deallocate()
        for text in texts.values { text.deallocate() }
    }

    /// Whether anybody listens.
    public var isObserved: Bool { hooks.table.pointee.is_observed(hooks.host.pointer, hook) }

    /// Sets a text, at most 1 MiB; nil for none.
    public func set(_ name: String, _ text: String?) throws {
        let entry = try entry(name, .string)
        guard let text else { return put(UInt(0), 0, entry) }
        let count = text.utf8.count
        guard count <= Self.longestText else {
            throw AssayError(.ASSAY_STATUS_OUT_OF_RANGE, "a text of an event is at most 1 MiB", context: name)
        }
        let memory = memory(entry.offset, count &+ 1)
        memory.copyBytes(from: text.utf8)
        memory.storeBytes(of: 0, toByteOffset: count, as: UInt8.self)
        put(UInt(bitPattern: memory.baseAddress), UInt32(count), entry)
    }

    /// Sets a double.
    public func set(_ name: String, _ number: Double) throws {
        store(number, try entry(name, .double))
    }

    /// Sets an integer of any type. Throws OUT_OF_RANGE when the field cannot hold it.
    public func set(_ name: String, _ number: some BinaryInteger) throws {
        let entry = try entry(name, .int32, .uint32, .int64, .uint64)
        func fit<Number: FixedWidthInteger>(_: Number.Type) throws -> Number {
            guard let fitting = Number(exactly: number) else {
                throw AssayError(
                    .ASSAY_STATUS_OUT_OF_RANGE, "field '\(name)' cannot hold the number", context: "\(number)")
            }
            return fitting
        }
        switch entry.type {
        case .ASSAY_FIELD_INT32: store(try fit(Int32.self), entry)
        case .ASSAY_FIELD_UINT32: store(try fit(UInt32.self), entry)
        case .ASSAY_FIELD_INT64: store(try fit(Int64.self), entry)
        default: store(try fit(UInt64.self), entry)
        }
    }

    /// Tells the listeners, with the wall clock of now.
    public func emit() {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        header.pointee.time = assay_time_t(now.tv_sec) &* 1_000_000_000 &+ assay_time_t(now.tv_nsec)
        hooks.table.pointee.emit(hooks.host.pointer, hook, header)
    }

    /// Lends the event as it is now, for a decision.
    func withEvent(_ body: (assay_hook_t, UnsafePointer<assay_event_t>) -> Void) {
        header.pointee.hook = hook
        body(hook, header)
    }

    private var header: UnsafeMutablePointer<assay_event_t> {
        // The memory is of the size of an event at least, aligned to 16, and lives as long as the emitter.
        event.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: assay_event_t.self)
    }

    private func entry(_ name: String, _ types: HookFieldType...) throws -> assay_field_t {
        guard let entry = layout.entry(name), let type = HookFieldType(entry.type), types.contains(type),
            Int(entry.offset) <= event.count &- type.size
        else {
            let names = layout.fields.map { "\($0.name) (\($0.type))" }.joined(separator: ", ")
            throw AssayError(
                .ASSAY_STATUS_NOT_FOUND, "hook '\(layout.name)' has no such field of that type; it has \(names)",
                context: name)
        }
        return entry
    }

    private func store<Value: BitwiseCopyable>(_ value: Value, _ entry: assay_field_t) {
        event.storeBytes(of: value, toByteOffset: Int(entry.offset), as: Value.self)
    }

    private func put(_ address: UInt, _ length: UInt32, _ entry: assay_field_t) {
        store(address, entry)
        guard entry.length_offset != ASSAY_FIELD_NO_LENGTH, Int(entry.length_offset) <= event.count &- 4 else { return }
        event.storeBytes(of: length, toByteOffset: Int(entry.length_offset), as: UInt32.self)
    }

    /// The memory of a text field, of `size` bytes at least.
    private func memory(_ field: UInt32, _ size: Int) -> UnsafeMutableRawBufferPointer {
        if let text = texts[field] {
            if text.count >= size { return text }
            text.deallocate()
        }
        let text = UnsafeMutableRawBufferPointer.allocate(byteCount: max(64, size), alignment: 1)
        texts[field] = text
        return text
    }
}
