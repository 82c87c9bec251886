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

    /// When the file was read last, in seconds since 1970, to the day: the system notes no more. 0 when there is none.
    static func lastUse(_ path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_atim.tv_sec : 0
    }

    /// The path behind all links, nil when there is nothing.
    static func resolve(_ path: String) -> String? {
        guard let place = realpath(path, nil) else { return nil }
        defer { free(place) }
        return String(cString: place)
    }
}
