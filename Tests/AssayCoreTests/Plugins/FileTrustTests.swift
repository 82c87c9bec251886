// Assay: files that somebody else could have written are refused.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestFixtures
import Testing

@testable import AssayCore

@Suite struct FileTrustTests {
    private let folder = TemporaryFolder.make("trust")

    private func makeFile(_ path: String, mode: mode_t = 0o644) throws {
        try "x".write(toFile: path, atomically: false, encoding: .utf8)
        #expect(chmod(path, mode) == 0)
    }

    private func reason(_ path: String) -> PluginLoadFailure.Reason? {
        do throws(PluginLoadFailure.Reason) {
            try FileTrust().check(path)
            return nil
        } catch {
            return error
        }
    }

    @Test func takesAFileOfOurs() throws {
        try makeFile(folder + "/a.so")
        #expect(reason(folder + "/a.so") == nil)
    }

    @Test func refusesAFileThatOthersMayWrite() throws {
        try makeFile(folder + "/a.so", mode: 0o646)
        #expect(reason(folder + "/a.so") == .writableByOthers(place: folder + "/a.so", mode: 0o646))
        #expect("\(try #require(reason(folder + "/a.so")))".hasSuffix("run: chmod go-w '\(folder)/a.so'"))
    }

    @Test func refusesAFolderThatOthersMayWrite() throws {
        try makeFile(folder + "/a.so")
        chmod(folder, 0o777)
        #expect(reason(folder + "/a.so") == .writableByOthers(place: folder, mode: 0o777))
        chmod(folder, 0o1777)
        #expect(reason(folder + "/a.so") == .writableByOthers(place: folder, mode: 0o1777))
    }

    @Test func refusesAFolderFurtherUpUnlessItIsSticky() throws {
        mkdir(folder + "/inner", 0o755)
        try makeFile(folder + "/inner/a.so")
        chmod(folder, 0o777)
        #expect(reason(folder + "/inner/a.so") == .writableByOthers(place: folder, mode: 0o777))
        chmod(folder, 0o1777)
        #expect(reason(folder + "/inner/a.so") == nil)
    }

    @Test func looksAtTheTargetOfALink() throws {
        mkdir(folder + "/open", 0o755)
        chmod(folder + "/open", 0o777)
        try makeFile(folder + "/open/a.so")
        symlink("open/a.so", folder + "/link.so")
        #expect(reason(folder + "/link.so") == .writableByOthers(place: folder + "/open", mode: 0o777))
        mkdir(folder + "/shut", 0o755)
        try makeFile(folder + "/shut/a.so", mode: 0o666)
        symlink(folder + "/shut/../shut/a.so", folder + "/other.so")
        #expect(reason(folder + "/other.so") == .writableByOthers(place: folder + "/shut/a.so", mode: 0o666))
    }

    @Test func endsOnLinksInACircle() {
        symlink("two.so", folder + "/one.so")
        symlink("one.so", folder + "/two.so")
        #expect(reason(folder + "/one.so") == .notReadable("too many symbolic links"))
    }

    @Test func refusesWhatIsNoFile() {
        mkfifo(folder + "/pipe.so", 0o600)
        #expect(reason(folder + "/pipe.so") == .notReadable("not a regular file"))
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func refusesAFileOfAnotherUser() throws {
        try makeFile(folder + "/a.so")
        chown(folder + "/a.so", 12345, 12345)
        #expect(reason(folder + "/a.so") == .wrongOwner(place: folder + "/a.so", found: 12345, wanted: 0))
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
    func refusesAGroupThatMayWriteUnlessItIsPrivate() throws {
        try makeFile(folder + "/a.so", mode: 0o664)
        chown(folder + "/a.so", 0, 0)
        #expect(reason(folder + "/a.so") == nil)
        chown(folder + "/a.so", 0, 100)
        #expect(reason(folder + "/a.so") == .writableByOthers(place: folder + "/a.so", mode: 0o664))
    }
}
