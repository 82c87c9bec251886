// Assay: the timers of a run on the main loop.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay

/// Timers that call closures on the main thread.
final class RunTimers {
    /// One timer.
    final class Entry {
        fileprivate let timer: UnsafeMutablePointer<assay_timer_t>
        fileprivate var body: (() -> Void)?

        fileprivate init() {
            timer = .allocate(capacity: 1)
            timer.initialize(to: assay_timer_t())
            timer.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
            timer.pointee.on_fire = { timer in
                guard let data = timer?.pointee.user_data else { return }
                Unmanaged<Entry>.fromOpaque(data).takeUnretainedValue().body?()
            }
        }

        deinit { timer.deallocate() }
    }

    private let loop: Loop
    private var entries: [String: Entry] = [:]

    init(_ loop: Loop) {
        self.loop = loop
    }

    /// Calls `body` at `deadline`; a timer of the same name is moved.
    func set(_ name: String, at deadline: assay_instant_t, _ body: @escaping () -> Void) {
        let entry = entries[name] ?? Entry()
        entries[name] = entry
        entry.body = body
        loop.table.pointee.add_timer(loop.pointer, entry.timer, deadline)
    }

    /// Calls `body` after a span of seconds.
    func set(_ name: String, after seconds: Double, _ body: @escaping () -> Void) {
        set(name, at: loop.now &+ assay_duration_t(min(max(seconds, 0), 1e9) * 1e9), body)
    }

    /// Stops a timer.
    func cancel(_ name: String) {
        guard let entry = entries[name] else { return }
        loop.table.pointee.cancel_timer(loop.pointer, entry.timer)
        entry.body = nil
    }

    /// Stops all.
    func cancelAll() {
        for name in entries.keys { cancel(name) }
    }
}
