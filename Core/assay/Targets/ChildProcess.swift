// Assay: programs that a command runs and waits for.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Runs a program to its end. It shares the terminal, so Ctrl-C reaches it too.
enum ChildProcess {
    /// Runs the program at `path` with what it prints going to standard error, and returns its exit code; 128 and the
    /// signal when one ended it.
    static func run(_ path: String, _ arguments: [String]) throws(CommandError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
        return try wait(try spawn(path, arguments, &actions), path)
    }

    /// Runs the program at `path` and returns what it printed, at most 1 MiB of it; nil when it failed.
    static func output(_ path: String, _ arguments: [String]) throws(CommandError) -> String? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw CommandError("a pipe cannot be made: \(TextFile.reason())") }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        posix_spawn_file_actions_addclose(&actions, ends[1])
        let child: pid_t
        do {
            child = try spawn(path, arguments, &actions)
            close(ends[1])
        } catch {
            close(ends[1])
            throw error
        }
        let text = readAll(ends[0])
        return try wait(child, path) == 0 ? text : nil
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ actions: inout posix_spawn_file_actions_t
    ) throws(CommandError) -> pid_t {
        var child: pid_t = 0
        var strings = ([path] + arguments).map { strdup($0) } + [nil]
        var environment = try ProcessEnvironment.read().map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for string in strings + environment { free(string) } }
        let result = posix_spawn(&child, path, &actions, nil, &strings, &environment)
        guard result == 0 else {
            errno = result
            throw CommandError("\(path): \(TextFile.reason())")
        }
        return child
    }

    private static func wait(_ child: pid_t, _ path: String) throws(CommandError) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw CommandError("\(path): \(TextFile.reason())") }
        }
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }

    private static func readAll(_ descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            if bytes.count < 1 << 20 { bytes += buffer.prefix(count) }
        }
    }
}
