// Assay: uploads that end well, and that do not.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import FilesStorage
import Glibc
import TestFixtures
import Testing

@Suite("uploads to a file store")
struct UploadTests {
    private func names(_ folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    @Test("an upload leaves nothing beside its file")
    func staging() throws {
        let store = try StoreUnderTest()
        try store.write("one", to: "a/b/c")
        try store.write("two", to: "a/b/c")
        #expect(try store.read("a/b/c") == "two")
        #expect(names("\(store.root)/.assay-uploads") == [])
        #expect(names("\(store.root)/a/b") == ["c"])
    }

    @Test("what a crash has left goes at the next start, and what is in use stays")
    func leftovers() throws {
        let folder = TemporaryFolder.make("store")
        let staging = "\(folder)/store/.assay-uploads"
        for path in ["\(folder)/store", staging, "\(staging)/tree", "\(staging)/tree/x", "\(staging)/tree/x/y"] {
            mkdir(path, 0o700)
        }
        for path in ["\(staging)/left", "\(staging)/used", "\(staging)/tree/file", "\(staging)/tree/x/y/file"] {
            close(open(path, O_WRONLY | O_CREAT, 0o600))
        }
        let used = open("\(staging)/used", O_RDONLY)
        defer { close(used) }
        try #require(flock(used, LOCK_EX) == 0)
        let store = try StoreUnderTest(folder)
        #expect(names("\(store.root)/.assay-uploads") == ["used"])
    }

    @Test("a commit that cannot be leaves nothing")
    func failedCommit() throws {
        let store = try StoreUnderTest()
        let status = store.status { store in
            let writer = try await store.openWriter(ArtifactKey("a/b"))
            try await writer.write([1])
            // Meanwhile somebody writes an artifact where the folder must be.
            let other = try await store.openWriter(ArtifactKey("a"))
            try await other.commit()
            try await writer.commit()
        }
        #expect(status == .ASSAY_STATUS_FAILED_PRECONDITION)
        #expect(names("\(store.root)/.assay-uploads") == [])
        #expect(try store.run { try await $0.stat(ArtifactKey("a")) }.size == 0)
    }

    @Test("an upload for which there is no room is refused at once")
    func room() throws {
        let store = try StoreUnderTest()
        let status = store.status { try await $0.openWriter(ArtifactKey("a"), sizeHint: 1 << 60) }
        #expect(status == .ASSAY_STATUS_RESOURCE_EXHAUSTED)
    }

    @Test("a deep tree is removed without many descriptors")
    func deepTree() throws {
        let store = try StoreUnderTest()
        for branch in 0..<3 {
            try store.write("x", to: "t/\(branch)/" + Array(repeating: "d", count: 500).joined(separator: "/") + "/f")
        }
        #expect(try store.run { try await $0.remove(ArtifactKey("t")) } == 3 * 502 + 1)
        #expect(names("\(store.root)/.assay-uploads") == [])
    }

    @Test("modes follow the umask")
    func modes() throws {
        let store = try StoreUnderTest()
        let before = umask(0o077)
        defer { umask(before) }
        try store.write("x", to: "private/file")
        for (path, mode) in [("private", mode_t(0o700)), ("private/file", mode_t(0o600))] {
            var found = stat()
            try #require(stat("\(store.root)/\(path)", &found) == 0)
            #expect(found.st_mode & 0o777 == mode)
        }
    }
}
