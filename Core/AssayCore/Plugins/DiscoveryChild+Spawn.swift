// Assay: starts the discovery child.
// SPDX-License-Identifier: Apache-2.0
internal import CAssayLinux
internal import Glibc

extension DiscoveryChild {
    /// Starts the child in a process group of its own, with nothing open but /dev/null and the pipe for its records.
    func spawn(_ paths: [String], records: Int32) throws(PluginLoadFailure.Reason) -> pid_t {
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
        posix_spawn_file_actions_adddup2(&actions, records, PluginScan.recordDescriptor)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        posix_spawnattr_setpgroup(&attributes, 0)

        let arguments = [executable] + arguments + paths
        var process: pid_t = 0
        let code = Self.withTexts(arguments) { arguments in
            Self.withTexts(Self.environment()) { environment in
                posix_spawn(&process, executable, &actions, &attributes, arguments, environment)
            }
        }
        guard code == 0 else { throw .scanFailed("'\(executable)': \(SystemError.text(code))") }
        return process
    }

    /// The host's environment, without the crash reports that Swift would write about a plugin.
    private static func environment() -> [String] {
        var texts: [String] = []
        var next = assay_linux_environment()
        while let place = next, let text = place.pointee {
            texts.append(String(cString: text))
            next = place + 1
        }
        return texts.filter { !$0.hasPrefix("SWIFT_BACKTRACE=") } + ["SWIFT_BACKTRACE=enable=no"]
    }

    private static func withTexts(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
    ) -> Int32 {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
