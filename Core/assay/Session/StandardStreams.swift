// Assay: the three descriptors that every process is to have.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Standard input, output and error. A process that is started without one of them would give its number to the next
/// file or socket that it opens, and then write its tables and log lines into that.
enum StandardStreams {
    /// Opens /dev/null in place of those that are closed. To be called before anything else is opened.
    static func complete() {
        // An open takes the lowest number that is free, so each goes where it is missing.
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
    }
}
