// Assay: the life of runs in the store.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import Testing

@Suite struct RunLifeTests {
    @Test func aRunHoldsWhatWasLogged() async throws {
        try await StoreFixture.run { store in
            let id = try store.result("createExperiment", ["name": "a"])["experiment_id"]
            #expect(id == "1")
            let run = try store.result(
                "createRun", ["experiment_id": "1", "start_time": 5, "tags": [["key": "t", "value": "1"]]])["run"]
            let runID = run?["info"]?["run_id"] ?? nil
            try store.result("logMetric", ["run_id": runID, "key": "m", "value": 1.5, "timestamp": 7, "step": 2])
            try store.result("logMetric", ["run_id": runID, "key": "m", "value": 0.5, "timestamp": 9, "step": 1])
            try store.result(
                "logBatch",
                [
                    "run_id": runID, "metrics": [["key": "n", "value": "NaN", "timestamp": 1, "step": 0]],
                    "params": [["key": "p", "value": "v"]], "tags": [["key": "t", "value": "2"]],
                ])
            let found = try store.result("getRun", ["run_id": runID])["run"]
            #expect(found?["info"]?["status"] == "RUNNING")
            #expect(found?["data"]?["metrics"]?[0]?["value"] == 1.5)
            #expect(found?["data"]?["metrics"]?[1]?["value"] == "NaN")
            #expect(found?["data"]?["params"] == [["key": "p", "value": "v"]])
            #expect(found?["data"]?["tags"]?.arrayValue?.contains(["key": "t", "value": "2"]) == true)
            let refused = try store.call("logParam", ["run_id": runID, "key": "p", "value": "w"])
            #expect(refused.status == 400)
            try store.result("updateRun", ["run_id": runID, "status": "FINISHED", "end_time": 9, "run_name": "x"])
            try store.result("deleteRun", ["run_id": runID])
            #expect(
                try store.call("logMetric", ["run_id": runID, "key": "m", "value": 1, "timestamp": 1]).status == 400)
            try store.result("restoreRun", ["run_id": runID])
            #expect(try store.result("getRun", ["run_id": runID])["run"]?["info"]?["run_name"] == "x")
        }
    }

    @Test func inputsAreNamedOnce() async throws {
        try await StoreFixture.run { store in
            let run = try store.result("createRun", ["experiment_id": "0"])["run"]
            let runID = run?["info"]?["run_id"] ?? nil
            let dataset: JSONValue = ["name": "d", "digest": "x", "source_type": "s", "source": "{}"]
            for context in ["train", "test"] as [JSONValue] {
                try store.result(
                    "logInputs",
                    [
                        "run_id": runID,
                        "datasets": [
                            ["dataset": dataset, "tags": [["key": "mlflow.data.context", "value": context]]]
                        ],
                        "models": [["model_id": "m-1"]],
                    ])
            }
            let inputs = try store.result("getRun", ["run_id": runID])["run"]?["inputs"]
            #expect(
                inputs == [
                    "dataset_inputs": [
                        ["tags": [["key": "mlflow.data.context", "value": "train"]], "dataset": dataset]
                    ], "model_inputs": [["model_id": "m-1"]],
                ])
        }
    }

    /// As in MLflow: what comes twice is refused where something is made, and the last counts where it is changed.
    @Test func aTagGivenTwiceIsRefusedWhereSomethingIsMade() async throws {
        try await StoreFixture.run { store in
            let twice: JSONValue = [["key": "t", "value": "1"], ["key": "t", "value": "2"]]
            // To Swift alone these are one key.
            let accents: JSONValue = [["key": "\u{C5}", "value": "1"], ["key": "\u{212B}", "value": "2"]]
            #expect(try store.call("createExperiment", ["name": "a", "tags": twice]).status == 400)
            try store.result("createExperiment", ["name": "a", "tags": accents])
            #expect(try store.call("createRun", ["experiment_id": "0", "tags": twice]).status == 400)
            let made = try store.result("createRun", ["experiment_id": "0", "tags": accents])["run"]
            #expect(made?["data"]?["tags"]?.arrayValue?.count == 3)
            let runID = made?["info"]?["run_id"] ?? nil
            try store.result("logBatch", ["run_id": runID, "tags": twice])
            let dataset: JSONValue = ["name": "d", "digest": "x", "source_type": "s", "source": "{}"]
            let inputs: JSONValue = ["run_id": runID, "datasets": [["dataset": dataset, "tags": twice]]]
            #expect(try store.call("logInputs", inputs).status == 400)
            let found = try store.result("getRun", ["run_id": runID])["run"]
            #expect(found?["inputs"]?["dataset_inputs"] == nil)
            try store.result("logInputs", ["run_id": runID, "datasets": [["dataset": dataset, "tags": accents]]])
            // Its tags are the first naming's: these are not looked at.
            try store.result("logInputs", inputs)
        }
    }

    @Test func aRunNamesItsExperiment() async throws {
        try await StoreFixture.run { store in
            let answer = try store.call("createRun")
            #expect(answer.status == 400)
        }
    }

    @Test func theFluentRunLosesNothing() async throws {
        try await StoreFixture.run { store in
            let (child, parent) = try store.wait { tracking in
                let client = TrackingClient(tracking)
                return try await Run.start(client, experiment: "fluent", name: "outer") { outer in
                    let child = try await Run.start(client, name: "inner") { inner in
                        for step in 0..<2500 { try await inner.log(metric: "loss", 1 / Double(step + 1), step: step) }
                        try await inner.log(param: "rate", 0.1)
                        return inner.id
                    }
                    return (child, outer.id)
                }
            }
            let found = try store.result("getRun", ["run_id": .string(child)])["run"]
            #expect(found?["info"]?["status"] == "FINISHED")
            #expect(found?["data"]?["metrics"]?[0]?["value"] == .number(1 / 2500))
            #expect(
                found?["data"]?["tags"]?.arrayValue?.contains(
                    ["key": "mlflow.parentRunId", "value": .string(parent)]) == true)
        }
    }
}
