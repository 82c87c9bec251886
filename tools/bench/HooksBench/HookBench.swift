// Assay: what hooks cost.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// Emits request events, on the main loop and on a thread that turns no loop.
struct HookBench {
    let benchmarks: [Benchmark]

    /// Declares one hook per way to listen.
    init(_ bench: BenchHost) throws {
        let silent = try Self.declare(bench, "com.example.silent")
        let heard = try Self.declare(bench, "com.example.heard")
        let called = try Self.declare(bench, "com.example.called")
        let calledWide = try Self.declare(bench, "com.example.called_wide")
        let queued = try Self.declare(bench, "com.example.queued")
        let listener: assay_listener_t = { count, event in
            count?.assumingMemoryBound(to: UInt64.self).pointee += event?.pointee.hook == nil ? 0 : 1
        }
        let counter = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
        counter.initialize(to: 0)
        _ = bench.hooks.subscribe(bench.host, heard, .ASSAY_LISTEN_INLINE, listener, counter, nil, nil)
        _ = bench.hooks.subscribe(bench.host, queued, .ASSAY_LISTEN_MAIN, listener, counter, nil, nil)
        let three: @convention(c) (UnsafePointer<CChar>?, UnsafePointer<CChar>?, Double) -> Void = { _, _, _ in }
        let four: @convention(c) (UnsafePointer<CChar>?, UnsafePointer<CChar>?, Double, UInt64) -> Void = {
            _, _, _, _ in
        }
        Self.subscribe(
            bench, called, ["method", "name", "response_time_ms"], unsafeBitCast(three, to: assay_function_t.self))
        Self.subscribe(
            bench, calledWide, ["method", "name", "response_time_ms", "response_length"],
            unsafeBitCast(four, to: assay_function_t.self))
        benchmarks = [
            Benchmark("is_observed, nobody listens") { count in Self.ask(bench, silent, count) },
            Benchmark("emit, nobody listens") { count in Self.emit(bench, silent, count) },
            Benchmark("emit to a callback") { count in Self.emit(bench, heard, count) },
            Benchmark("emit to a plain function of 3 fields") { count in Self.emit(bench, called, count) },
            Benchmark("emit to a plain function of 4 fields") { count in Self.emit(bench, calledWide, count) },
            Benchmark("emit to a queue for the main thread", count: 8000) { count in
                Self.emit(bench, queued, count)
            },
            Benchmark("deliver 8000 queued events, emit included", count: 8000) { count in
                for _ in 0..<40 { bench.turn() }
                Self.emit(bench, queued, count)
                for _ in 0..<40 { bench.turn() }
            },
            Benchmark("emit on a foreign thread, nobody listens") { count in
                Self.onAnotherThread { Self.emit(bench, silent, count) }
            },
            Benchmark("emit on a foreign thread to a callback") { count in
                Self.onAnotherThread { Self.emit(bench, heard, count) }
            },
        ]
    }

    private static func ask(_ bench: BenchHost, _ hook: assay_hook_t, _ count: Int) {
        let (host, isObserved) = (bench.host, bench.hooks.is_observed)
        var seen = 0
        for _ in 0..<count where isObserved?(host, hook) == true { seen += 1 }
        if seen > 0 { print("unexpected listener") }
    }

    private static func emit(_ bench: BenchHost, _ hook: assay_hook_t, _ count: Int) {
        let (host, emit) = (bench.host, bench.hooks.emit)
        "GET".withCString { text in
            var request = assay_request_event_t()
            request.event.struct_size = UInt32(MemoryLayout<assay_request_event_t>.size)
            request.method = text
            request.name = text
            request.method_length = 3
            request.name_length = 3
            withUnsafeMutablePointer(to: &request) { request in
                let event = UnsafeMutableRawPointer(request).assumingMemoryBound(to: assay_event_t.self)
                for _ in 0..<count { emit?(host, hook, event) }
            }
        }
    }

    private static func onAnotherThread(_ body: () -> Void) {
        withoutActuallyEscaping(body) { body in
            var thread = pthread_t()
            let box = Unmanaged.passRetained(Body(body))
            pthread_create(
                &thread, nil,
                { box in
                    if let box { Unmanaged<Body>.fromOpaque(box).takeRetainedValue().run() }
                    return nil
                }, box.toOpaque())
            pthread_join(thread, nil)
        }
    }

    private final class Body {
        let run: () -> Void

        init(_ run: @escaping () -> Void) { self.run = run }
    }

    private struct NotDeclared: Error {}

    private static func declare(_ bench: BenchHost, _ name: String) throws -> assay_hook_t {
        let layout: [(StaticString, assay_field_type_t, Int?, Int?)] = [
            ("method", .ASSAY_FIELD_STRING, offset(\.method), offset(\.method_length)),
            ("name", .ASSAY_FIELD_STRING, offset(\.name), offset(\.name_length)),
            ("response_time_ms", .ASSAY_FIELD_DOUBLE, offset(\.response_time_ms), nil),
            ("response_length", .ASSAY_FIELD_UINT64, offset(\.response_length), nil),
        ]
        let fields = layout.map { name, type, offset, length in
            assay_field_t(
                name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self), type: type,
                offset: UInt32(offset ?? 0), length_offset: length.map { UInt32($0) } ?? ASSAY_FIELD_NO_LENGTH)
        }
        var hook = ASSAY_HOOK_NONE
        let status = name.withCString { name in
            fields.withUnsafeBufferPointer { fields in
                var declaration = assay_hook_declaration_t()
                declaration.name = name
                declaration.event_size = UInt32(MemoryLayout<assay_request_event_t>.size)
                declaration.fields = fields.baseAddress
                declaration.field_count = UInt32(fields.count)
                return bench.hooks.declare(bench.host, &declaration, &hook, nil)
            }
        }
        guard status == .ASSAY_STATUS_OK else { throw NotDeclared() }
        return hook
    }

    private static func offset(_ field: PartialKeyPath<assay_request_event_t>) -> Int? {
        MemoryLayout.offset(of: field)
    }

    private static func subscribe(
        _ bench: BenchHost, _ hook: assay_hook_t, _ names: [StaticString], _ function: @escaping assay_function_t
    ) {
        let pointers = names.map { Optional(UnsafeRawPointer($0.utf8Start).assumingMemoryBound(to: CChar.self)) }
        _ = bench.hooks.subscribe_function(
            bench.host, hook, .ASSAY_LISTEN_INLINE, pointers, UInt32(pointers.count), function, nil, nil)
    }
}
