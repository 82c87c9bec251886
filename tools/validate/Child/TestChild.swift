// Assay: a child process that runs one test.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Runs this program again in a folder of its own, and reads what it writes to descriptor 3.
struct TestChild {
    /// How a child ended that gave no verdict.
    enum End: Error {
        case signal(Int32)
        case exit(Int32)
        case late(Int)
        case notStarted(String)

        var verdict: Verdict {
            switch self {
            case .signal(let signal): .crashed("signal \(signal): \(String(cString: strsignal(signal)).lowercased())")
            case .exit(let code): .crashed("the process ended with exit code \(code)")
            case .late(let seconds): .crashed("not done after \(seconds) s")
            case .notStarted(let why): .skipped("no child process: \(why)")
            }
        }
    }

    private static let mostBytes = 1 << 20

    let arguments: [String]
    /// In seconds.
    let deadline: Int

    /// Runs the child to its end.
    func run() -> Result<String, End> {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return .failure(.notStarted(Self.reason(errno))) }
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 16) }
        for end in ends { close(end) }
        let folder = ScratchFolder()
        defer { folder.remove() }
        var process: pid_t = 0
        let code = spawn(&process, records: moved[1], folder: folder.path)
        close(moved[1])
        defer { close(moved[0]) }
        guard code == 0 else { return .failure(.notStarted(Self.reason(code))) }
        let (text, isLate) = read(moved[0])
        return end(of: process, text: text, isLate: isLate)
    }

    private func end(of process: pid_t, text: String, isLate: Bool) -> Result<String, End> {
        if isLate { kill(-process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        kill(-process, SIGKILL)
        if isLate { return .failure(.late(deadline)) }
        let signal = status & 0x7F
        if signal != 0 { return .failure(.signal(signal)) }
        let code = (status >> 8) & 0xFF
        return code == 0 ? .success(text) : .failure(.exit(code))
    }

    private func read(_ descriptor: Int32) -> (text: String, isLate: Bool) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        let end = TestLoop.now() + Int64(deadline) * 1_000_000_000
        while bytes.count < Self.mostBytes {
            let left = (end - TestLoop.now()) / 1_000_000
            guard left > 0 else { return ("", true) }
            var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&poller, 1, Int32(clamping: left + 1))
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { return ("", true) }
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return (String(decoding: bytes, as: UTF8.self), false)
    }

    private func spawn(_ process: inout pid_t, records: Int32, folder: String) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, records, ChildSide.recordDescriptor)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        setenv("SWIFT_BACKTRACE", "enable=no", 1)
        let words = (["/proc/self/exe", "--child", folder] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        return posix_spawn(&process, "/proc/self/exe", &actions, &attributes, words, ChildEnvironment.pointers())
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}
