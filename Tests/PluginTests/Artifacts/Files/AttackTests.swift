// Assay: what lies in a store and leads out of it.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import CAssay
import CAssayFiles
import FilesStorage
import Glibc
import TestFixtures
import Testing

@Suite("attacks on a file store")
struct AttackTests {
    private let store: StoreUnderTest
    private let secret: String

    init() throws {
        store = try StoreUnderTest()
        secret = "\(store.folder)/secret"
        mkdir(secret, 0o700)
        try write("hidden", to: "\(secret)/file")
        try store.write("inside", to: "a/inside")
        symlink("\(secret)/file", "\(store.root)/a/link")
        symlink(secret, "\(store.root)/a/folder-link")
        symlink("../..", "\(store.root)/a/up")
        symlink("inside", "\(store.root)/a/harmless")
        symlink("/nowhere", "\(store.root)/a/dangling")
        mkfifo("\(store.root)/a/pipe", 0o600)
    }

    private func write(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT, 0o600)
        try #require(file >= 0)
        _ = Glibc.write(file, text, text.utf8.count)
        close(file)
    }

    private func read(_ path: String) -> String? {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = Glibc.read(file, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    @Test(
        "links are not followed, wherever they stand",
        arguments: [
            "a/link", "a/folder-link", "a/folder-link/file", "a/up", "a/up/secret/file", "a/harmless", "a/dangling",
            "a/link/x", "a/pipe",
        ])
    func links(_ key: String) throws {
        let key = try ArtifactKey(key)
        let refused: [assay_status_t?] = [
            .ASSAY_STATUS_INVALID_ARGUMENT, .ASSAY_STATUS_NOT_FOUND, .ASSAY_STATUS_FAILED_PRECONDITION,
        ]
        #expect(refused.contains(store.status { try await $0.openReader(key) }))
        #expect(refused.contains(store.status { try await $0.stat(key) }))
        #expect(refused.contains(store.status { try await $0.list(key) }))
        #expect(refused.contains(store.status { try await $0.remove(key) }))
        #expect(
            refused.contains(
                store.status { store in
                    let writer = try await store.openWriter(key)
                    try await writer.write([1])
                    try await writer.commit()
                }))
        #expect(read("\(secret)/file") == "hidden")
    }

    @Test("links and pipes are not listed")
    func listing() throws {
        let page = try store.run { try await $0.list(ArtifactKey("a")) }
        #expect(page.entries.map(\.name) == ["inside"])
    }

    @Test("what a folder holds goes with it, and what its links lead to stays")
    func removal() throws {
        #expect(try store.run { try await $0.remove(ArtifactKey("a")) } > 0)
        #expect(read("\(secret)/file") == "hidden")
        #expect(store.status { try await $0.stat(ArtifactKey("a")) } == .ASSAY_STATUS_NOT_FOUND)
    }

    @Test("the folder of uploads is nobody's", arguments: [".assay-uploads", ".assay-uploads/x"])
    func reserved(_ key: String) throws {
        let key = try ArtifactKey(key)
        #expect(store.status { try await $0.stat(key) } == .ASSAY_STATUS_INVALID_ARGUMENT)
        #expect(store.status { try await $0.openWriter(key) } == .ASSAY_STATUS_INVALID_ARGUMENT)
        #expect(store.status { try await $0.list(key) } == .ASSAY_STATUS_INVALID_ARGUMENT)
        #expect(store.status { try await $0.remove(key) } == .ASSAY_STATUS_INVALID_ARGUMENT)
    }

    @Test(
        "keys that are none", arguments: ["..", "../x", "a/../b", "/etc/passwd", "a//b", "a/", ".", "a\0b", "./a"])
    func keys(_ text: String) {
        #expect(throws: AssayError.self) { try ArtifactKey(text) }
    }

    @Test("both ways to open stay beneath the folder", arguments: [true, false])
    func opening(_ isWalking: Bool) {
        let root = open(store.root, O_RDONLY | O_DIRECTORY)
        defer { close(root) }
        func attempt(_ path: String) -> Int32 {
            let opened =
                isWalking ? assay_files_walk(root, path, O_RDONLY, 0) : assay_files_open(root, path, O_RDONLY, 0)
            if opened >= 0 { close(opened) }
            return opened
        }
        #expect(attempt("a/inside") >= 0)
        #expect(attempt("a") >= 0)
        for path in [
            "..", "../secret/file", "a/../../secret/file", "/etc/passwd", "a/link", "a/folder-link/file", "a/up/secret",
            "a/harmless", "", "a/inside/x", String(repeating: "n", count: 300),
        ] {
            #expect(attempt(path) < 0, "\(path)")
        }
    }
}
