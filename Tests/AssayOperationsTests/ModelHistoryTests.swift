// Assay: the list of models that a run has logged, as MLflow 3.17.2 writes it.
// SPDX-License-Identifier: Apache-2.0
import AssayOperations
import Testing

/// The texts are what `json.dumps([... Model.from_dict(json.loads(description)).get_tags_dict()])` gives there.
@Suite struct ModelHistoryTests {
    @Test func aModelIsAdded() throws {
        let description = """
            {"artifact_path":"m","flavors":{"a":{"config":1,"x":"é"},"b":[1,2.50,null]},"utc_time_created":"t",\
            "run_id":"r","model_uuid":"u","more":1}
            """
        let value = try ModelHistory.appending(description, to: #"[{"old":1e22}]"#)
        #expect(
            value == #"""
                [{"old": 1e+22}, {"run_id": "r", "artifact_path": "m", "utc_time_created": "t", "model_uuid": "u", \#
                "flavors": {"a": {"x": "\u00e9"}, "b": [1, 2.5, null]}}]
                """#)
    }

    @Test func theFirstModel() throws {
        let description = #"{"run_id":"r","flavors":{},"utc_time_created":12,"artifact_path":"p"}"#
        let value = try ModelHistory.appending(description, to: nil)
        #expect(
            value == #"""
                [{"run_id": "r", "artifact_path": "p", "utc_time_created": "12", "model_uuid": null, "flavors": {}}]
                """#)
    }

    @Test func whatIsNoList() {
        #expect(throws: APIError.self) { try ModelHistory.appending(#"{"run_id":"r"}"#, to: "{}") }
        #expect(throws: APIError.self) { try ModelHistory.appending("[]", to: nil) }
    }
}
