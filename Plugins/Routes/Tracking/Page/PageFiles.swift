// Assay: the files of a web page.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Glibc

/// A folder of files that are served as they are. Nothing outside of it is ever opened: each part of a path is opened
/// beneath the one before, and symbolic links are not followed.
final class PageFiles: Sendable {
    /// The largest file that is served.
    static let limit = 64 << 20

    private let root: Int32

    /// Opens the folder, which has an index.html.
    init(_ path: String) throws {
        root = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else {
            throw AssayError(.ASSAY_STATUS_NOT_FOUND, "the folder of the page cannot be opened", context: path)
        }
        guard read("index.html") != nil else {
            throw AssayError(
                .ASSAY_STATUS_NOT_FOUND,
                "the folder has no index.html; the mlflow package has its page in mlflow/server/js/build", context: path
            )
        }
    }

    deinit { close(root) }

    /// The file at a path below the folder; nil when there is none. It blocks.
    func read(_ path: String) -> PageFile? {
        guard let descriptor = descriptor(path) else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Self.limit else {
            return nil
        }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let taken = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if taken < 0, errno == EINTR { continue }
                guard taken > 0 else { return }
                count += taken
            }
        }
        guard bytes.count == size else { return nil }
        return PageFile(name: path, bytes: bytes, modified: status.st_mtim)
    }

    private func descriptor(_ path: String) -> Int32? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard !path.utf8.contains(0), parts.count <= 32,
            parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
        else { return nil }
        var folder = root
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            let flags = isLast ? O_RDONLY | O_NONBLOCK : O_RDONLY | O_DIRECTORY
            let next = openat(folder, String(part), flags | O_NOFOLLOW | O_CLOEXEC)
            if folder != root { close(folder) }
            guard next >= 0 else { return nil }
            folder = next
        }
        return folder
    }
}
