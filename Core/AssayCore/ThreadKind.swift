// Assay: which kind of thread runs, for the thread tags of the C headers.
// SPDX-License-Identifier: Apache-2.0
internal import CAssayLinux

/// The kinds of thread that the tags [main], [loop] and [blocking] speak of.
enum ThreadKind: UInt32 {
    case other = 0
    case main = 1
    case loop = 2
    case worker = 3

    /// The kind of the calling thread.
    static var current: ThreadKind {
        get { ThreadKind(rawValue: assay_linux_get_thread_kind()) ?? .other }
        set { assay_linux_set_thread_kind(newValue.rawValue) }
    }
}
