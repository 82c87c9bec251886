// Assay: the folder of an artifact store.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import CAssayFiles
import Glibc

/// The folder of a store, open. Everything is reached from its descriptor. All calls may wait.
final class StoreRoot: Sendable {
    /// Where uploads wait for their commit, in the root; no key may begin with it.
    static let stagingName = ".assay-uploads"

    let displayURI: String
    let folder: Descriptor
    let staging: Descriptor

    init(path: String, isCreating: Bool) throws {
        do {
            if isCreating { try Self.makeFolders(path) }
            folder = try Descriptor(Self.openRoot(path))
            if mkdirat(folder.number, Self.stagingName, 0o700) != 0, errno != EEXIST { throw Errno(code: errno) }
            staging = try folder.open(Self.stagingName, O_RDONLY | O_DIRECTORY)
        } catch let failure as Errno {
            throw FileFailure.rootError(failure.code, path)
        }
        displayURI = "file://" + Self.absolute(path)
    }

    /// Opens what a key names, through no link.
    func open(_ key: ArtifactKey, _ flags: Int32, to verb: String) throws -> Descriptor {
        try checkIsNotReserved(key)
        do { return try folder.open(key.text, flags) } catch { throw FileFailure.error(error.code, verb, key) }
    }

    /// What a key is.
    func stat(_ key: ArtifactKey) throws -> ArtifactInfo {
        let found = try open(key, ASSAY_FILES_PATH_ONLY, to: "look at it")
        do {
            let status = try found.status()
            guard status.isFile || status.isFolder else { throw Errno(code: ENOENT) }
            return status.info
        } catch let failure as Errno {
            throw FileFailure.error(failure.code, "look at it", key)
        }
    }

    /// Refuses a key in the folder of the uploads.
    func checkIsNotReserved(_ key: ArtifactKey) throws {
        guard key.segments.first.map({ $0.utf8.elementsEqual(Self.stagingName.utf8) }) != true else {
            throw AssayError(
                .ASSAY_STATUS_INVALID_ARGUMENT, "the name '\(Self.stagingName)' is reserved", context: key.text)
        }
    }

    /// Opens the folder that a key lies in, and makes it and those above it when they are missing.
    func makeParent(of key: ArtifactKey) throws(Errno) -> Descriptor {
        // Somebody who removes a folder meanwhile makes us begin again.
        for _ in 0..<10 {
            do throws(Errno) {
                return try descend(key.segments.dropLast())
            } catch {
                guard error.code == ENOENT else { throw error }
            }
        }
        throw Errno(code: ENOENT)
    }

    private func descend(_ segments: ArraySlice<Substring>) throws(Errno) -> Descriptor {
        var here = folder
        for segment in segments {
            let name = String(segment)
            if mkdirat(here.number, name, 0o777) == 0 {
                try here.flush()
            } else if errno != EEXIST {
                throw Errno(code: errno)
            }
            here = try here.open(name, O_RDONLY | O_DIRECTORY)
        }
        return here
    }

    private static func openRoot(_ path: String) -> Int32 {
        let opened = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        return opened >= 0 ? opened : -errno
    }

    private static func makeFolders(_ path: String) throws(Errno) {
        var reached = path.hasPrefix("/") ? "/" : ""
        for segment in path.split(separator: "/") {
            reached += "\(segment)/"
            if mkdir(reached, 0o777) != 0, errno != EEXIST, errno != EISDIR { throw Errno(code: errno) }
        }
    }

    /// The path from the root of the file system, as a URI has it.
    private static func absolute(_ path: String) -> String {
        var whole = path
        if let resolved = realpath(path, nil) {
            whole = String(cString: resolved)
            free(resolved)
        }
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        return whole.utf8.reduce(into: "") { text, byte in
            if plain.contains(byte) {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += "%" + hexadecimal(UInt64(byte)).suffix(2).uppercased()
            }
        }
    }
}
