// Assay: how much the machine can do at the same time.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The processors that are there.
enum Processors {
    /// How many there are, at least 1.
    static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
