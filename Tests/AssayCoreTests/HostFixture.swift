// Assay: a host with nothing but its extensions, for tests.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Testing

@testable import AssayCore

/// Extensions behind a C host, on the calling thread as the main thread.
final class HostFixture {
    let extensions: HostExtensions
    let host: UnsafeMutablePointer<assay_host_t>
    let hooks: assay_hooks_t

    init(_ options: HostExtensions.Options = .init(), start: Bool = true) throws {
        extensions = try HostExtensions(options)
        host = .allocate(capacity: 1)
        host.initialize(to: assay_host_t())
        host.pointee.struct_size = UInt32(MemoryLayout<assay_host_t>.size)
        host.pointee.host_data = UnsafeMutableRawPointer(extensions.hostData)
        host.pointee.get_extension = { host, id in
            guard let host, let id else { return nil }
            return HostExtensions.of(host)?.table(for: id)
        }
        hooks = try Self.find(host, ASSAY_EXT_HOOKS)
        if start { extensions.loops.start() }
    }

    /// A table, as a plugin gets it.
    static func find<Table>(_ host: UnsafePointer<assay_host_t>, _ id: String) throws -> Table {
        try #require(host.pointee.get_extension(host, id)).assumingMemoryBound(to: Table.self).pointee
    }

    /// Turns the main loop until `isDone`, without waiting for events, so that `isDone` may depend on other threads.
    func run(until isDone: () -> Bool) {
        for _ in 0..<20_000_000 {
            if isDone() { return }
            extensions.loops.main.turn(mayWait: false)
            sched_yield()
        }
        Issue.record("not done in time")
    }

    func close() {
        extensions.close()
        host.deallocate()
    }
}

/// Runs `body` with a host, and closes it.
func withHost(
    _ options: HostExtensions.Options = .init(), start: Bool = true, _ body: (HostFixture) throws -> Void
) throws {
    let fixture = try HostFixture(options, start: start)
    defer { fixture.close() }
    try body(fixture)
}

/// The message of an error.
func text(_ error: assay_error_t) -> String {
    withUnsafeBytes(of: error.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}
