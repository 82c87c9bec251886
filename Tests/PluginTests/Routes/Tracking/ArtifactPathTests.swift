// Assay: which paths of artifacts are taken.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayOperations
import Testing

@testable import TrackingRoutes

@Suite("paths of artifacts")
struct ArtifactPathTests {
    @Test(
        "paths that a server must never take",
        arguments: [
            "..", "../x", "a/..", "a/../b", "%2e%2e/x", "..%2fx", "%252e%252e/x", "%252e%252e%252fx",
            "%2525252e%2525252e/x", "a/%2e%2e/b", "/etc/passwd", "//etc/passwd", "%2fetc/passwd", "%252fetc", "a#b",
            "a%23b", "a%2523b", "C:/x", "c:\\x", "C:%5cx", "\\\\server\\share", "%5c%5cserver%5cshare", "file:x",
            "file:///etc/passwd", "FILE:/etc/x", "%66ile:/x", "a\0b", "a%00/../b",
            "%" + String(repeating: "25", count: 20) + "41",
        ])
    func refused(_ path: String) {
        #expect(throws: APIError.self) { try ArtifactPath.check(path) }
    }

    @Test(
        "paths that are odd, and names of files nevertheless",
        arguments: [
            "a", "a/b", "a;b", "a;p=x", "a?b", "a\\b", "..\\x", "C:x", "~/x", "100%.txt", "a%", "a%2", "a%zz", "a b",
            "a+b", "日本語.txt", "e\u{301}", "...", "..a", "a..", ".hidden", "a//b", "a/./b", "a%20b", "a:b", "s3:x",
        ])
    func taken(_ path: String) throws {
        try ArtifactPath.check(path)
    }

    @Test("a path is decoded no further than it came")
    func literal() throws {
        #expect(ArtifactPath.plain("a%20b//./c/") == "a%20b/c")
    }

    @Test("where a run's URI leads")
    func roots() throws {
        #expect(try ProxiedRoot.path("mlflow-artifacts:/0/r/artifacts", "m/f") == "0/r/artifacts/m/f")
        #expect(try ProxiedRoot.path("mlflow-artifacts://host:1/0/r/artifacts", "f") == "0/r/artifacts/f")
        #expect(try ProxiedRoot.path("http://h/api/2.0/mlflow-artifacts/artifacts/0/r", "f") == "0/r/f")
        #expect(try ProxiedRoot.path("mlflow-artifacts:/", "") == "")
        for uri in ["file:///etc", "/etc", "s3://bucket/x", "http://169.254.169.254/latest", "ftp://h/x", "x"] {
            #expect(throws: APIError.self) { try ProxiedRoot.path(uri) }
        }
    }

    @Test("uploads into what is no plain folder")
    func uploads() throws {
        #expect(try UploadPath("a//b").key().text == "a/b")
        #expect(try UploadPath("a/b").key().text == "a/b")
        for path in ["a/./b", "./a", "a/", "a/.", "..../x", ".artifact.uploading.x", "d/.artifact.uploading.x"] {
            #expect(throws: ArtifactFailure.self) { try UploadPath(path).key() }
        }
    }
}
