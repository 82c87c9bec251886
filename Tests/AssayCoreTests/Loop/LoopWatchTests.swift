// Assay: tests of watched descriptors.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc
import Testing

@testable import AssayCore

@Suite struct LoopWatchTests {
    /// A connected pair whose first end is watched.
    private final class Pair {
        let watch: UnsafeMutablePointer<assay_watch_t>
        let peer: Int32
        let record = Record<UInt32>()
        /// Called when the watched end is ready.
        var onReady: (UInt32) -> Void = { _ in }

        init() {
            var ends: [Int32] = [0, 0]
            #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0, &ends) == 0)
            peer = ends[1]
            watch = .allocate(capacity: 1)
            watch.initialize(to: assay_watch_t())
            watch.pointee.fd = ends[0]
            watch.pointee.user_data = Unmanaged.passUnretained(self).toOpaque()
            watch.pointee.on_ready = { watch, ready in
                guard let data = watch?.pointee.user_data else { return }
                let pair = Unmanaged<Pair>.fromOpaque(data).takeUnretainedValue()
                pair.record.values.append(ready)
                pair.onReady(ready)
            }
        }

        deinit {
            close(watch.pointee.fd)
            close(peer)
            watch.deallocate()
        }
    }

    @Test func readinessIsReportedOnEdges() throws {
        try withLoopGroup { group in
            let pair = Pair()
            try group.main.watch(pair.watch)
            group.main.turn()
            #expect(pair.record.values == [ASSAY_READY_WRITE])
            #expect(send(pair.peer, "x", 1, 0) == 1)
            group.main.turn()
            #expect(pair.record.values.last == ASSAY_READY_READ | ASSAY_READY_WRITE)
            shutdown(pair.peer, Int32(SHUT_WR))
            group.main.turn()
            #expect((pair.record.values.last ?? 0) & ASSAY_READY_HANGUP != 0)
            group.main.unwatch(pair.watch)
            #expect(send(pair.peer, "x", 1, Int32(MSG_NOSIGNAL)) == -1)
        }
    }

    @Test func unwatchDropsEventsAlreadyFetched() throws {
        try withLoopGroup { group in
            let pairs = [Pair(), Pair()]
            for (index, pair) in pairs.enumerated() {
                let other = pairs[1 - index]
                pair.onReady = { [weak other] _ in
                    if let other { group.main.unwatch(other.watch) }
                }
                try group.main.watch(pair.watch)
            }
            group.main.turn(mayWait: false)
            group.main.turn(mayWait: false)
            #expect(pairs.map(\.record.values.count).reduce(0, +) == 1)
        }
    }

    @Test func aFileThatCannotBeWatchedIsAnError() throws {
        try withLoopGroup { group in
            var watch = assay_watch_t()
            watch.fd = open("/proc/self/exe", O_RDONLY)
            defer { close(watch.fd) }
            let error = #expect(throws: LoopError.self) { try group.main.watch(&watch) }
            #expect(error?.message == "epoll_ctl failed: Operation not permitted")
        }
    }
}
