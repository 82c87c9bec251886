// Assay: a connection that listens.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import CAssay
internal import CAssayPostgres
internal import Glibc

/// A connection that carries LISTEN and UNLISTEN one after the other, and brings the notifications.
final class NoticeConnection {
    // unowned(unsafe): the board owns its connection.
    private unowned(unsafe) let board: NoticeBoard
    private let loop: HostLoop
    private var handle: OpaquePointer?
    private let watch: UnsafeMutablePointer<assay_watch_t>
    private var commands: [String] = []
    private var isBusy = false

    init(_ board: NoticeBoard, _ loop: HostLoop, _ handle: OpaquePointer) throws(AssayError) {
        self.board = board
        self.loop = loop
        watch = .allocate(capacity: 1)
        watch.initialize(to: assay_watch_t())
        watch.pointee.fd = PQsocket(handle)
        watch.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
        watch.pointee.on_ready = { watch, ready in
            guard let data = watch?.pointee.user_data else { return }
            Unmanaged<NoticeConnection>.fromOpaque(data).takeUnretainedValue().onReady(ready)
        }
        PQsetnonblocking(handle, 1)
        do throws(AssayError) {
            try loop.watch(watch)
        } catch {
            PQfinish(handle)
            throw error
        }
        self.handle = handle
    }

    deinit {
        close()
        watch.deallocate()
    }

    func close() {
        guard let open = handle else { return }
        handle = nil
        loop.unwatch(watch)
        PQfinish(open)
    }

    /// Sends a command after those before it.
    func send(_ command: String) {
        commands.append(command)
        sendNext()
    }

    private func sendNext() {
        guard let handle, !isBusy else { return }
        guard !commands.isEmpty else { return board.settled() }
        let command = commands.removeFirst()
        isBusy = PQsendQuery(handle, command) == 1
        // A command is short: what does not fit into the socket goes with the next readiness.
        if !isBusy || PQflush(handle) < 0 { lose() }
    }

    private func onReady(_ ready: UInt32) {
        guard let handle else { return }
        if ready & ASSAY_READY_WRITE != 0 { PQflush(handle) }
        guard ready & ~ASSAY_READY_WRITE != 0 else { return }
        repeat {
            guard PQconsumeInput(handle) == 1 else { return lose() }
            takeResults()
            takeNotices()
        } while self.handle != nil && isReadable
    }

    private func takeResults() {
        while let handle, isBusy, PQisBusy(handle) == 0 {
            if let result = PQgetResult(handle) {
                PQclear(result)
            } else {
                isBusy = false
                sendNext()
            }
        }
    }

    private func takeNotices() {
        while let handle, let notice = PQnotifies(handle) {
            defer { PQfreemem(notice) }
            guard let name = notice.pointee.relname, let payload = notice.pointee.extra else { continue }
            board.deliver(String(cString: name), assay_string_t(data: payload, length: strlen(payload)))
        }
    }

    private var isReadable: Bool {
        guard let handle else { return false }
        var poll = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, 0) > 0
    }

    private func lose() {
        // The board drops the last reference.
        withExtendedLifetime(self) {
            close()
            board.lost()
        }
    }
}
