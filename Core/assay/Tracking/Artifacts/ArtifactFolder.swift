// Assay: the artifacts below a URI.
// SPDX-License-Identifier: Apache-2.0
import CAssay
import Glibc

/// A folder of a store of artifacts. Files go through it piece by piece, whatever their size.
struct ArtifactFolder {
    /// What lies in a folder.
    struct Entry {
        let name: String
        let isFolder: Bool
        let size: UInt64
    }

    /// The most folders that lie in each other.
    private static let mostLevels = 64

    private let store: ArtifactPort
    private let root: String

    init(_ store: ArtifactPort, root: String) {
        self.store = store
        self.root = root
    }

    /// A path below another one; either may be empty.
    static func joined(_ folder: String, _ path: String) -> String {
        if folder.isEmpty || path.isEmpty { return folder + path }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    /// A folder in this one.
    func below(_ path: String) throws(CommandError) -> ArtifactFolder {
        ArtifactFolder(store, root: try key(path))
    }

    /// The key of a path, which has no place for what leads out of the folder.
    private func key(_ path: String) throws(CommandError) -> String {
        let parts = path.split(separator: "/")
        guard !path.hasPrefix("/"), !parts.contains(".."), !parts.contains(".") else {
            throw CommandError("'\(path)' is no path in the artifacts; write for instance model/MLmodel")
        }
        return Self.joined(root, parts.joined(separator: "/"))
    }

    /// What lies directly in a folder; nothing when there is none.
    func entries(_ path: String) throws(CommandError) -> [Entry] {
        let key = try key(path)
        var entries: [Entry] = []
        var page = ""
        repeat {
            let found = try store.list(key, page: page)
            entries += found.entries
            page = found.next
        } while !page.isEmpty
        return entries
    }

    /// Uploads a file.
    func upload(_ file: String, to path: String) throws(CommandError) {
        let key = try key(path)
        let source = try LocalFile(reading: file)
        let writer = try store.openWriter(key, size: source.size)
        do throws(CommandError) {
            while let piece = try source.next() { try store.write(writer, piece) }
        } catch {
            store.abort(writer)
            throw error
        }
        try store.commit(writer)
    }

    /// Downloads an artifact, or a folder with all below it, into a local folder, and returns where it is.
    func download(_ path: String, into target: String) throws(CommandError) -> String {
        let place = Self.joined(target, path.split(separator: "/").last.map { String($0) } ?? "")
        if try store.isFolder(try key(path)) {
            try fetchFolder(path, place, level: 0)
        } else {
            try fetch(path, place)
        }
        return place
    }

    private func fetchFolder(_ path: String, _ place: String, level: Int) throws(CommandError) {
        guard level < Self.mostLevels else {
            throw CommandError("'\(path)': more than \(Self.mostLevels) folders in each other")
        }
        _ = try LocalPath.makeFolder(place)
        for entry in try entries(path) {
            // The names are a server's: none may lead out of the folder.
            guard !entry.name.isEmpty, !entry.name.contains("/"), entry.name != "..", entry.name != "." else {
                throw CommandError("the store gave '\(entry.name)', which is no name of an artifact")
            }
            let (path, place) = (Self.joined(path, entry.name), "\(place)/\(entry.name)")
            if entry.isFolder {
                try fetchFolder(path, place, level: level + 1)
            } else {
                try fetch(path, place)
            }
        }
    }

    private func fetch(_ path: String, _ place: String) throws(CommandError) {
        let reader = try store.openReader(try key(path))
        defer { store.close(reader) }
        let file = try LocalFile(writing: place)
        while try store.read(reader, { bytes throws(CommandError) in try file.write(bytes) }) {}
        try file.finish()
    }
}
