// Assay: each faulty plugin fails the test that is about its fault.
// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestFixtures
import Testing

@Suite struct FaultTests {
    /// The fixture, the test that must find it, and how that ends.
    private static let faults: [(fixture: String, test: String, status: String)] = [
        ("two-exports", "single-export", "failed"),
        ("undefined-symbol", "loads-rtld-now", "failed"),
        ("no-entry", "loads-rtld-now", "failed"),
        ("abort-in-constructor", "loads-rtld-now", "crashed"),
        ("crash-in-constructor", "loads-rtld-now", "crashed"),
        ("exit-in-constructor", "loads-rtld-now", "crashed"),
        ("hang-in-constructor", "loads-rtld-now", "crashed"),
        ("writes-to-records", "loads-rtld-now", "crashed"),
        ("slow-scan", "scan-time", "failed"),
        ("crash-in-entry", "entry-abi", "crashed"),
        ("refuses-host", "entry-abi", "failed"),
        ("wrong-abi", "entry-abi", "failed"),
        ("newer-abi", "entry-abi", "failed"),
        ("wrong-plugin-size", "entry-abi", "failed"),
        ("tiny-plugin-size", "entry-abi", "failed"),
        ("null-load", "entry-abi", "failed"),
        ("null-unload", "entry-abi", "failed"),
        ("null-get-descriptor", "entry-abi", "failed"),
        ("null-create", "entry-abi", "failed"),
        ("no-id", "entry-abi", "failed"),
        ("bad-id", "entry-abi", "failed"),
        ("accepts-newer-host", "entry-refuses-newer-host", "failed"),
        ("duplicate-component", "descriptor-ids-unique", "failed"),
        ("crash-in-descriptor", "descriptor-consistent", "crashed"),
        ("endless-descriptors", "descriptor-consistent", "failed"),
        ("changing-descriptor", "descriptor-consistent", "failed"),
        ("bad-component-id", "descriptor-consistent", "failed"),
        ("bad-kind", "descriptor-consistent", "failed"),
        ("wrong-descriptor-size", "descriptor-consistent", "failed"),
        ("null-name", "descriptor-consistent", "failed"),
        ("null-schema", "descriptor-consistent", "failed"),
        ("name-not-utf8", "descriptor-consistent", "failed"),
        ("create-any-id", "create-unknown-id", "failed"),
        ("create-gives-nothing", "create-unknown-id", "failed"),
        ("load-fails", "create-unknown-id", "failed"),
        ("crash-in-load", "create-unknown-id", "crashed"),
        ("create-id-prefix", "create-id-trailing-garbage", "failed"),
        ("get-extension-any", "get-extension-unknown", "failed"),
        ("get-extension-none", "get-extension-unknown", "failed"),
        ("create-fails", "lifecycle-100-times", "failed"),
        ("create-other-descriptor", "lifecycle-100-times", "failed"),
        ("crash-on-second-start", "lifecycle-100-times", "crashed"),
        ("null-start", "lifecycle-100-times", "failed"),
        ("null-stop", "lifecycle-100-times", "failed"),
        ("null-destroy", "lifecycle-100-times", "failed"),
        ("null-get-extension", "lifecycle-100-times", "failed"),
        ("wrong-component-size", "lifecycle-100-times", "failed"),
        ("crash-on-destroy-without-start", "destroy-without-start", "crashed"),
        ("crash-on-second-stop", "stop-twice", "crashed"),
        ("calls-main-elsewhere", "thread-tags", "failed"),
        ("schema-not-json", "config-schema-valid", "failed"),
        ("schema-not-object", "config-schema-valid", "failed"),
        ("accepts-any-config", "config-invalid-rejected-with-message", "failed"),
        ("create-without-message", "config-invalid-rejected-with-message", "failed"),
        ("start-fails-without-message", "errors-carry-messages", "failed"),
        ("subscription-left", "no-subscription-left", "failed"),
        ("decider-left", "no-subscription-left", "failed"),
        ("function-left", "no-subscription-left", "failed"),
        ("decider-silent", "deciders-answer", "failed"),
        ("decider-without-reason", "deciders-answer", "failed"),
        ("fd-left", "no-fd-left", "failed"),
        ("leak", "no-leak", "failed"),
        ("shape-null-tick", "shape-table", "failed"),
        ("shape-wrong-size", "shape-table", "failed"),
        ("shape-bad-rate", "shape-ticks", "failed"),
        ("scenario-bad-task-set", "scenario-classes", "failed"),
        ("scenario-bad-transition", "scenario-classes", "failed"),
        ("scenario-no-weight", "scenario-classes", "failed"),
        ("scenario-bad-wait", "scenario-classes", "failed"),
        ("scenario-never-finishes", "scenario-users", "failed"),
        ("scenario-finishes-twice", "scenario-users", "failed"),
        ("scenario-crash-in-create", "lifecycle-100-times", "crashed"),
        ("scenario-crash-in-step", "scenario-users", "crashed"),
        ("scenario-overflow-in-step", "scenario-users", "crashed"),
        ("exporter-crash-on-empty", "exporter-empty", "crashed"),
        ("exporter-crash-on-long-name", "exporter-hostile", "crashed"),
        ("exporter-finish-without-message", "exporter-empty", "failed"),
        ("sql-driver-without-dialect", "sql-driver-capabilities", "failed"),
        ("sql-driver-ends-inside", "sql-driver-batches", "failed"),
        ("sql-driver-takes-nonsense", "sql-driver-batches", "failed"),
        ("sql-driver-takes-any-size", "sql-driver-batches", "failed"),
        ("artifact-store-null-commit", "artifact-store-table", "failed"),
        ("artifact-store-takes-any-key", "artifact-store-keeps", "failed"),
        ("tracking-null-release", "tracking-table", "failed"),
        ("tracking-answers-inside", "tracking-answers", "failed"),
        ("tracking-without-status", "tracking-answers", "failed"),
        ("routes-without-permission", "routes-list", "failed"),
        ("routes-twice", "routes-list", "failed"),
        ("routes-bad-pattern", "routes-list", "failed"),
        ("routes-without-limit", "routes-list", "failed"),
        ("routes-endless", "routes-list", "failed"),
        ("server-without-port", "server-address", "failed"),
        ("server-drains-twice", "server-drain", "failed"),
        ("server-never-drained", "server-drain", "failed"),
    ]

    @Test(arguments: faults.map(\.fixture)) func isFound(_ fixture: String) async throws {
        let fault = try #require(Self.faults.first { $0.fixture == fixture })
        let library = try await FixturePlugin.build(fixture)
        let deadline = fixture == "hang-in-constructor" ? "2" : Validator.patience
        let run = try await Validator.run(library, "--include", fault.test, "--deadline", deadline)
        let entry = run.entries.first { $0.test == fault.test }
        #expect(entry?.status == fault.status, "\(entry?.reason ?? "no entry")")
        #expect(run.exitCode == 1)
    }

    /// Every fixture is either sound, or has its line above.
    @Test func noFixtureIsForgotten() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: Program.project.appending(path: "Tests/Fixtures/Plugins").path)
        let fixtures = Set(files.filter { $0.hasSuffix(".c") }.map { String($0.dropLast(2)) })
        // These are sound in themselves: their fault needs a second plugin, or a host that cannot start them.
        let sound: Set = [
            "good", "good-second", "good-scenario", "good-exporter", "good-decider", "good-routes", "good-server",
            "good-sql-driver", "good-tracking", "duplicate-id", "duplicate-component-of-good", "start-fails",
        ]
        #expect(fixtures.subtracting(sound) == Set(Self.faults.map(\.fixture)))
    }
}
