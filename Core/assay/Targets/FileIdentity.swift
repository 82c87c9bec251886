// Assay: when a file is still the same one.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Tells whether a file has changed without reading it.
enum FileIdentity {
    /// The file's place behind all links, its size and when it was written; nil when there is none.
    static func of(_ path: String) -> String? {
        guard let place = resolve(path) else { return nil }
        var status = stat()
        guard stat(place, &status) == 0 else { return nil }
        return "\(place):\(status.st_size):\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// The path behind all links, nil when there is nothing.
    static func resolve(_ path: String) -> String? {
        guard let place = realpath(path, nil) else { return nil }
        defer { free(place) }
        return String(cString: place)
    }
}
