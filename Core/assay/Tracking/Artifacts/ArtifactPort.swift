// Assay: a store of artifacts that the main thread waits for.
// SPDX-License-Identifier: Apache-2.0
import AssayCore
import CAssay

/// Calls a store of artifacts on the main loop, one call after the other.
final class ArtifactPort {
    /// A page of a folder.
    struct Page {
        var entries: [ArtifactFolder.Entry] = []
        var next = ""
    }

    private typealias Call = UnsafeMutablePointer<assay_artifact_call_t>
    private typealias Failure = UnsafeMutablePointer<assay_error_t>

    /// A call in flight; `read` takes what is lent to on_done.
    private final class Pending {
        var read: (assay_artifact_result_t) -> Void = { _ in }
        var failure: CommandError?
        var status = assay_status_t.ASSAY_STATUS_OK
        var isDone = false
    }

    private let host: RunHost
    private let component: RunHost.Component
    private let table: UnsafePointer<assay_artifact_store_t>
    private let loop: OpaquePointer?

    init(_ host: RunHost, _ component: RunHost.Component) throws(CommandError) {
        self.host = host
        self.component = component
        table = try host.table(of: component, ASSAY_KIND_ARTIFACT_STORE, as: assay_artifact_store_t.self)
        let loops = try host.table(ASSAY_EXT_LOOPS, as: assay_loops_t.self)
        loop = loops.pointee.get_main(host.pointer)
    }

    /// One page of what lies directly in a folder; nothing when there is no such folder.
    func list(_ key: String, page: String) throws(CommandError) -> Page {
        var found = Page()
        let status = try wait(key, missing: true) { call, error in
            key.lent { key in
                page.lent { table.pointee.list(component.pointer, loop, key, $0, 0, call, error) }
            }
        } _: { result in
            let entries = UnsafeBufferPointer(start: result.entries, count: result.entry_count)
            found.entries = entries.map { entry in
                ArtifactFolder.Entry(
                    name: String(lent: entry.name), isFolder: entry.is_directory != 0, size: entry.size)
            }
            found.next = String(lent: result.next_page)
        }
        return status == .ASSAY_STATUS_OK ? found : Page()
    }

    /// Whether a key is a folder; throws when nothing is there.
    func isFolder(_ key: String) throws(CommandError) -> Bool {
        var isFolder = false
        try wait(key) { call, error in
            key.lent { table.pointee.stat(component.pointer, loop, $0, call, error) }
        } _: {
            isFolder = $0.info.is_directory != 0
        }
        return isFolder
    }

    /// Opens an artifact to read.
    func openReader(_ key: String) throws(CommandError) -> OpaquePointer? {
        var reader: OpaquePointer?
        try wait(key) { call, error in
            key.lent { table.pointee.open_reader(component.pointer, loop, $0, 0, -1, call, error) }
        } _: {
            reader = $0.reader_owned
        }
        return reader
    }

    /// Lends the next piece; false at the end.
    func read(
        _ reader: OpaquePointer?, _ body: @escaping (UnsafeRawBufferPointer) throws(CommandError) -> Void
    ) throws(CommandError) -> Bool {
        var (count, failure) = (0, CommandError?.none)
        try wait("the download") { call, error in
            table.pointee.read(reader, call, error)
        } _: { result in
            count = result.piece.length
            do throws(CommandError) {
                try body(UnsafeRawBufferPointer(start: result.piece.data, count: count))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return count > 0
    }

    func close(_ reader: OpaquePointer?) { table.pointee.close_reader(reader) }

    /// Begins to write an artifact.
    func openWriter(_ key: String, size: Int64) throws(CommandError) -> OpaquePointer? {
        var writer: OpaquePointer?
        try wait(key) { call, error in
            key.lent { table.pointee.open_writer(component.pointer, loop, $0, size, call, error) }
        } _: {
            writer = $0.writer_owned
        }
        return writer
    }

    func write(_ writer: OpaquePointer?, _ piece: UnsafeRawBufferPointer) throws(CommandError) {
        let bytes = assay_bytes_t(
            data: piece.baseAddress?.assumingMemoryBound(to: UInt8.self), length: piece.count)
        try wait("the upload") {
            table.pointee.write(writer, bytes, $0, $1)
        } _: { _ in
        }
    }

    /// Puts what was written in its place.
    func commit(_ writer: OpaquePointer?) throws(CommandError) {
        try wait("the upload") {
            table.pointee.commit(writer, $0, $1)
        } _: { _ in
        }
    }

    func abort(_ writer: OpaquePointer?) { table.pointee.abort(writer) }

    /// Begins a call, turns the main loop until it has ended, and throws what it ran into, unless nothing is there and
    /// `missing` is no failure.
    @discardableResult
    private func wait(
        _ what: String, missing: Bool = false, _ begin: (Call, Failure) -> assay_status_t,
        _ read: @escaping (assay_artifact_result_t) -> Void
    ) throws(CommandError) -> assay_status_t {
        let pending = Pending()
        pending.read = read
        let call = Call.allocate(capacity: 1)
        defer { call.deallocate() }
        call.initialize(to: assay_artifact_call_t())
        call.pointee.user_data = Unmanaged.passUnretained(pending).toOpaque()
        call.pointee.on_done = { call, result in
            // On the main thread, inside of `turn`: the pending call is alive.
            guard let data = call?.pointee.user_data, let result else { return }
            let pending = Unmanaged<Pending>.fromOpaque(data).takeUnretainedValue()
            pending.isDone = true
            pending.status = result.pointee.status
            if result.pointee.status == .ASSAY_STATUS_OK {
                pending.read(result.pointee)
            } else {
                pending.failure = CommandError(String(lent: result.pointee.message))
            }
        }
        try CommandError.check { begin(call, $0) }
        host.turn { pending.isDone }
        let isMissing = [.ASSAY_STATUS_NOT_FOUND, .ASSAY_STATUS_FAILED_PRECONDITION].contains(pending.status)
        if let failure = pending.failure, !(missing && isMissing) { throw CommandError("\(what): \(failure)") }
        return pending.status
    }
}
