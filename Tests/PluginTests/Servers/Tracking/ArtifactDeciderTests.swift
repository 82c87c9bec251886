// Assay: deciders guard what is done with artifacts, on every route that touches one.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import FilesStorage
import Foundation
import LocalTracking
import SQLiteStorage
import TestFixtures
import Testing
import TrackingRoutes

@Suite struct ArtifactDeciderTests {
    private static let proxy = "/api/2.0/mlflow-artifacts/artifacts"

    @Test func everyTouchIsAsked() async throws {
        let folder = TemporaryFolder.make("deciders")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let parts: @Sendable () -> [FixturePart] = {
            [
                FixturePart(SQLiteDriver.self, #"{"path": "\#(folder)/a.db"}"#, as: "sql"),
                FixturePart(FilesStore.self, #"{"root": "\#(folder)/store", "create": true}"#, as: "artifacts"),
                FixturePart(
                    LocalTracking.self,
                    #"{"sql": "sql", "artifacts": "artifacts", "artifact_root": "mlflow-artifacts:/", "#
                        + #""secret_key_file": "\#(folder)/key"}"#, as: "tracking"),
                FixturePart(
                    TrackingRoutes.self, #"{"tracking": "tracking", "artifacts": "artifacts"}"#, as: "routes"),
            ]
        }
        let asked = Asked()
        try await ServerFixture.run(parts) { host in
            let gate = try host.deciders.subscribe("before_operation", deadline: .seconds(10)) { event in
                asked.note("\(event.string("operation") ?? "") \(event.string("key") ?? "")")
                return event.string("key")?.contains("secret") ?? false ? .deny("a secret") : .allow
            }
            asked.keep(gate)
        } clients: { port in
            try Self.check(port, asked)
        }
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/store/secret"))
    }

    private static func check(_ port: Int, _ asked: Asked) throws {
        let json = ["Content-Type: application/json"]
        func refused(_ answer: RawPeer.Answer, _ what: String) {
            #expect(answer.status == 403, "\(what): \(answer.status) \(answer.text)")
            #expect(answer.text.contains("PERMISSION_DENIED") && answer.text.contains("a secret"), "\(what)")
        }
        #expect(try RawPeer.ask(port, "PUT", "\(proxy)/open", body: "x").status == 200)
        #expect(try RawPeer.ask(port, "GET", "\(proxy)/open").text == "x")
        let made = try RawPeer.ask(
            port, "POST", "/api/2.0/mlflow/runs/create", headers: json, body: #"{"experiment_id": "0"}"#)
        let run = String(try #require(made.text.firstMatch(of: /"run_id":\s*"([0-9a-f]{32})"/)).1)
        let touches: [(method: String, path: String, body: String, operation: String)] = [
            ("PUT", "\(proxy)/secret/a", "x", "uploadArtifact secret/a"),
            ("GET", "\(proxy)/secret/a", "", "downloadArtifact secret/a"),
            ("HEAD", "\(proxy)/secret/a", "", "downloadArtifact secret/a"),
            ("DELETE", "\(proxy)/secret/a", "", "deleteArtifact secret/a"),
            ("GET", "/get-artifact?run_id=\(run)&path=secret", "", "downloadArtifact 0/\(run)/artifacts/secret"),
            (
                "POST", "/ajax-api/2.0/mlflow/upload-artifact?run_uuid=\(run)&path=secret", "x",
                "uploadArtifact 0/\(run)/artifacts/secret"
            ),
        ]
        for touch in touches {
            asked.clear()
            if touch.method == "HEAD" {
                let peer = try RawPeer(port)
                peer.send("HEAD \(touch.path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
                #expect(try peer.headStatus() == 403)
            } else {
                refused(try RawPeer.ask(port, touch.method, touch.path, body: touch.body), "\(touch)")
            }
            #expect(asked.all == [touch.operation])
        }
    }
}

/// What a decider was asked.
private final class Asked: @unchecked Sendable {
    // @unchecked: behind the lock.
    private let lock = NSLock()
    private var texts: [String] = []
    private var subscription: HookSubscription?

    var all: [String] { lock.withLock { texts } }

    func note(_ text: String) { lock.withLock { texts.append(text) } }

    func clear() { lock.withLock { texts = [] } }

    func keep(_ subscription: HookSubscription) { lock.withLock { self.subscription = subscription } }
}
