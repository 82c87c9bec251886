// Assay: a folder for one test.
// SPDX-License-Identifier: Apache-2.0
import Glibc

/// An empty folder that a test may fill; the child works in it.
struct ScratchFolder {
    let path: String

    init() {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/assay-validate-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, mkdtemp(start) != nil else { return "/tmp" }
            return String(cString: start)
        }
    }

    /// Removes the folder and what is in it, following no links.
    func remove() {
        if path.contains("assay-validate-") { Self.remove(path, depth: 0) }
    }

    private static func remove(_ path: String, depth: Int) {
        guard depth < 64, let stream = opendir(path) else { return }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        closedir(stream)
        for name in names where unlink(path + "/" + name) != 0 { remove(path + "/" + name, depth: depth + 1) }
        rmdir(path)
    }
}
