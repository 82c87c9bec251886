// Assay: copies a template.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Copies a template's folder, with new names in its files and in the names of its files.
struct TemplateCopy {
    let source: String
    let target: String
    let names: TemplateNames

    /// Copies; nothing that exists is written over.
    func run() throws(CommandError) {
        guard FolderListing.names(in: target).isEmpty else {
            throw CommandError("'\(target)' exists and is not empty; choose another --directory")
        }
        try copyFolder(source, to: target)
    }

    private func copyFolder(_ source: String, to target: String) throws(CommandError) {
        if mkdir(target, 0o777) != 0 && errno != EEXIST { throw failure(target) }
        for name in FolderListing.names(in: source) {
            let from = source + "/" + name
            let to = target + "/" + names.applied(to: name)
            var status = stat()
            guard lstat(from, &status) == 0 else { throw failure(from) }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: try copyFolder(from, to: to)
            case S_IFREG: try copyFile(from, to: to, mode: status.st_mode & 0o777)
            default: throw CommandError("'\(from)' is neither a file nor a folder")
            }
        }
    }

    private func copyFile(_ source: String, to target: String, mode: mode_t) throws(CommandError) {
        let bytes = try TextFile.bytes(source)
        let copy = String(validating: bytes, as: UTF8.self).map { Array(names.applied(to: $0).utf8) } ?? bytes
        let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode | S_IWUSR)
        guard descriptor >= 0 else { throw failure(target) }
        defer { close(descriptor) }
        var written = 0
        while written < copy.count {
            let count = copy[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure(target) }
            written += count
        }
    }

    private func failure(_ path: String) -> CommandError {
        CommandError("\(path): \(TextFile.reason())")
    }
}
