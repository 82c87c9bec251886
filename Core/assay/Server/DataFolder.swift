// Assay: the folder of a server's data.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Makes the folder that a server keeps its data in.
enum DataFolder {
    /// Makes the folder and those above it that are missing; others than the user do not see into them.
    static func make(_ path: String) throws(CommandError) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
            if mkdir(made, 0o700) == 0 || errno == EEXIST || errno == EISDIR { continue }
            throw CommandError("the data folder '\(path)' cannot be made: \(made): \(TextFile.reason())")
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw CommandError("the data folder '\(path)' is no folder")
        }
        guard access(path, W_OK | X_OK) == 0 else {
            throw CommandError("the data folder '\(path)' cannot be written to: \(TextFile.reason())")
        }
    }
}
