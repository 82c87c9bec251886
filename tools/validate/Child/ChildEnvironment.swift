// Assay: the environment of a child process.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// The environment of this process, for posix_spawn. Swift does not let the C variable through, so that it is found by
/// name.
enum ChildEnvironment {
    private typealias Variables = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    /// The variables, ended by NULL; an empty environment when they cannot be found.
    static func pointers() -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        guard let symbol = dlsym(nil, "environ") else { return nil }
        return symbol.assumingMemoryBound(to: Variables?.self).pointee
    }
}
