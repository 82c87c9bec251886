// Assay: what errno means for an artifact.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import Glibc

/// Errors of the system, in the words and statuses of the kind.
enum FileFailure {
    /// The error of a call that failed with `code` while it was to `verb` (an infinitive) what `key` names.
    static func error(_ code: Int32, _ verb: String, _ key: ArtifactKey) -> AssayError {
        AssayError(status(code), "cannot \(verb): \(reason(code))", context: String(key.text.prefix(200)))
    }

    /// The same for the folder of the store itself.
    static func rootError(_ code: Int32, _ path: String) -> AssayError {
        AssayError(status(code), "cannot open the artifact folder: \(reason(code))", context: path)
    }

    private static func status(_ code: Int32) -> assay_status_t {
        switch code {
        case ENOENT, ENOTDIR: .ASSAY_STATUS_NOT_FOUND
        case ELOOP, EXDEV, ENAMETOOLONG, EILSEQ, EINVAL: .ASSAY_STATUS_INVALID_ARGUMENT
        case EACCES, EPERM, EROFS: .ASSAY_STATUS_PERMISSION_DENIED
        case ENOSPC, EDQUOT, EMFILE, ENFILE, ENOMEM, EFBIG: .ASSAY_STATUS_RESOURCE_EXHAUSTED
        case EISDIR, EEXIST, ENOTEMPTY, ENXIO, ETXTBSY: .ASSAY_STATUS_FAILED_PRECONDITION
        default: .ASSAY_STATUS_UNAVAILABLE
        }
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT, ENOTDIR: "nothing is there"
        case ELOOP: "a symbolic link is on the way"
        case EXDEV: "it lies outside of the store, or on another file system than its root"
        case ENOSPC: "the disk is full"
        case EDQUOT: "the disk quota is used up"
        case EISDIR, EEXIST, ENOTEMPTY: "a folder is in its place"
        default: words(code)
        }
    }

    private static func words(_ code: Int32) -> String {
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text).lowercased()
    }
}

/// Calls the system again while it was interrupted, and throws errno otherwise.
func retrying<Value: SignedInteger>(_ call: () -> Value) throws(Errno) -> Value {
    while true {
        let value = call()
        if value >= 0 { return value }
        let code = errno
        if code != EINTR { throw Errno(code: code) }
    }
}

/// An error number of the system.
struct Errno: Error {
    let code: Int32
}
