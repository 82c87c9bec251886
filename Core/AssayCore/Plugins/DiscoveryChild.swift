// Assay: one run of the discovery child, as the host sees it.
// SPDX-License-Identifier: Apache-2.0
internal import CAssayLinux
internal import Glibc

/// Runs the discovery child over some files and reads its records.
struct DiscoveryChild {
    let executable: String
    let arguments: [String]
    /// The longest silence, in nanoseconds.
    let patience: Int64

    /// How a child ended.
    enum End: Equatable {
        case done
        case signal(Int32)
        case exit(Int32)
        case hung
    }

    /// What a run gave.
    struct Outcome {
        /// The records of the files that were looked at to the end.
        var records: [String: PluginRecord] = [:]
        /// The file that was being looked at when the child ended.
        var begun: String?
        var end: End
    }

    /// More than this from a child is garbage.
    private static let mostBytes = 64 << 20

    /// Looks at `paths`. Throws the reason when no child could be started.
    func run(_ paths: [String]) throws(PluginLoadFailure.Reason) -> Outcome {
        let pipe = try Self.openPipe()
        defer { close(pipe.read) }
        let process: pid_t
        do {
            defer { close(pipe.write) }
            process = try spawn(paths, records: pipe.write)
        }
        var parser = ScanParser()
        let isComplete = read(from: pipe.read, process: process, into: &parser)
        return Outcome(records: parser.records, begun: parser.begun, end: Self.reap(process, isComplete: isComplete))
    }

    /// What the reading came to.
    private enum Completion { case done, endOfFile, silence }

    private func read(from descriptor: Int32, process: pid_t, into parser: inout ScanParser) -> Completion {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var total = 0
        var deadline = assay_linux_monotonic() &+ patience
        while true {
            let left = deadline &- assay_linux_monotonic()
            guard left > 0 else { return .silence }
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&poller, 1, Int32(clamping: left / 1_000_000 + 1))
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { return .silence }
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return .endOfFile }
            total += count
            guard total <= Self.mostBytes else { return .silence }
            parser.feed(buffer[..<count])
            if parser.isDone { return .done }
            deadline = assay_linux_monotonic() &+ patience
        }
    }

    /// Ends what is left of the child's process group, and says how the child itself ended.
    private static func reap(_ process: pid_t, isComplete: Completion) -> End {
        if isComplete == .silence { kill(-process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        kill(-process, SIGKILL)
        if isComplete == .done { return .done }
        let signal = status & 0x7F
        if signal != 0 { return isComplete == .silence && signal == SIGKILL ? .hung : .signal(signal) }
        return .exit((status >> 8) & 0xFF)
    }

    /// Both ends stay clear of the descriptors that the child gets anew.
    private static func openPipe() throws(PluginLoadFailure.Reason) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw .scanFailed(SystemError.text(errno)) }
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 16) }
        let code = errno
        for end in ends { close(end) }
        guard moved.allSatisfy({ $0 >= 0 }) else {
            for end in moved where end >= 0 { close(end) }
            throw .scanFailed(SystemError.text(code))
        }
        return (moved[0], moved[1])
    }
}
