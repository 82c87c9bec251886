// Assay: a test loop that asks the kernel which descriptors are ready.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay
internal import Glibc

extension TestLoop {
    /// Tells the watches whose descriptors are ready, waiting at most so many milliseconds for one. Readiness to write is
    /// told once, when it begins; that to read as long as there is something, which a plugin made for edges bears as
    /// well. A descriptor that a test made up is ready when the test says so.
    func serveDescriptors(milliseconds: Int32) {
        let watched = watches
        var polls = watched.map { watch in
            let hasTold = watch.pointee.state & ASSAY_READY_WRITE != 0
            return pollfd(fd: watch.pointee.fd, events: Int16(hasTold ? POLLIN : POLLIN | POLLOUT), revents: 0)
        }
        guard poll(&polls, nfds_t(polls.count), milliseconds) > 0 else { return }
        for (watch, poll) in zip(watched, polls) where watches.contains(watch) {
            let ready = Self.ready(Int32(poll.revents))
            guard ready != 0 else { continue }
            watch.pointee.state |= ready & ASSAY_READY_WRITE
            trigger(watch, ready)
        }
    }

    private static func ready(_ events: Int32) -> UInt32 {
        let names = [
            (POLLIN, ASSAY_READY_READ), (POLLOUT, ASSAY_READY_WRITE), (POLLERR, ASSAY_READY_ERROR),
            (POLLHUP, ASSAY_READY_HANGUP),
        ]
        return names.reduce(0) { $0 | (events & $1.0 != 0 ? $1.1 : 0) }
    }
}
