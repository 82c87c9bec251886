// Assay: what is deleted goes for ever, and nothing else.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import Testing

@Suite struct GarbageTests {
    @Test func deletedRunsAndExperimentsGo() async throws {
        try await StoreFixture.run { store in
            let experiment = try store.result("createExperiment", ["name": "old"])["experiment_id"] ?? nil
            func run(_ owner: JSONValue) throws -> JSONValue {
                let made = try store.result("createRun", ["experiment_id": owner])["run"]?["info"]?["run_id"] ?? nil
                try store.result("logMetric", ["run_id": made, "key": "m", "value": 1, "timestamp": 1])
                return made
            }
            let kept = try run("0")
            let gone = try run("0")
            let owned = try run(experiment)
            try store.result("deleteRun", ["run_id": gone])
            try store.result("deleteExperiment", ["experiment_id": experiment])
            #expect(
                try store.result("assay.collectGarbage", ["older_than_ms": 3_600_000])
                    == ["runs": 0, "logged_models": 0, "experiments": 0, "artifacts": 0])
            #expect(try store.call("assay.collectGarbage", ["run_ids": .array([kept])]).status == 400)
            let report = try store.result("assay.collectGarbage")
            #expect(report["runs"] == 2)
            #expect(report["experiments"] == 1)
            // Nothing of this fixture keeps artifacts, so their places are told.
            #expect(report["left"]?.arrayValue?.count == 2)
            #expect(try store.call("getRun", ["run_id": gone]).status == 404)
            #expect(try store.call("getRun", ["run_id": owned]).status == 404)
            #expect(try store.call("getExperiment", ["experiment_id": experiment]).status == 404)
            #expect(try store.result("getRun", ["run_id": kept])["run"]?["data"]?["metrics"]?[0]?["value"] == 1.0)
        }
    }
}
