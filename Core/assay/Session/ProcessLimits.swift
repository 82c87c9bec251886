// Assay: what the system allows a process that makes load.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The limits of the process.
enum ProcessLimits {
    /// Allows as many descriptors as the system lets this process have, one for each connected user, and makes a write to
    /// a peer that has gone away, or to a file that may not grow, an error of that write and not the end of the process.
    static func prepare() {
        var limit = rlimit()
        if getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = limit.rlim_max
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
    }

    /// Descriptors that a run needs beside those of its users: loops, reports, the log.
    private static let reserve = 64

    /// A line to warn with when so many users cannot all be connected; without it they would only be "out of resources".
    static func shortage(forUsers users: Int) -> String? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        let allowed = Int(clamping: limit.rlim_cur)
        guard users > allowed - reserve else { return nil }
        return "\(allowed) open files are allowed, too few to connect \(users) users; raise the limit with 'ulimit -n'"
    }
}
