// Assay: where an upload goes.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations

/// The path of an upload, split as MLflow splits it.
struct UploadPath {
    /// MLflow's own uploads on their way have such names; nobody else's may.
    private static let reserved = ".artifact.uploading."

    let folder: String
    let name: String

    init(_ path: String) {
        let bytes = path.utf8
        let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
        name = slash.map { String(Substring(bytes[bytes.index(after: $0)...])) } ?? path
        var head = slash.map { bytes[..<$0] } ?? ""[...].utf8
        while head.last == UInt8(ascii: "/") { head.removeLast() }
        folder = String(Substring(head))
    }

    /// The key; throws what MLflow answers to a folder or a name that it does not take. `shown` is the name in messages.
    func key() throws(ArtifactFailure) -> ArtifactKey {
        let normal = PosixPath.normalized(folder)
        // A name that begins with ".." is taken for the folder above.
        if !folder.isEmpty, normal != folder || normal == "." || normal.hasPrefix("..") {
            throw .api(
                APIError(
                    .internalError,
                    "Invalid artifact path: '\(folder)'. Names may be treated as files in certain cases, and must not "
                        + "resolve to other names when treated as such. This name would resolve to "
                        + PythonText.repr(normal)))
        }
        if name.hasPrefix(Self.reserved) {
            throw .api(
                .invalidParameter(
                    "Invalid artifact file name: '\(name)'. Artifact names starting with '\(Self.reserved)' are "
                        + "reserved."))
        }
        // MLflow fails where the name is that of the folder itself, or too long for the file system.
        guard !name.isEmpty, name != ".", let key = try? ArtifactKey(folder.isEmpty ? name : "\(folder)/\(name)") else {
            throw .fault
        }
        return key
    }
}
