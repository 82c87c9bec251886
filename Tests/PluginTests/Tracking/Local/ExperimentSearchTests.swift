// Assay: searches for experiments in the store.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import Testing

@Suite struct ExperimentSearchTests {
    /// Ids are numbers in the database and texts in a filter, also in lists of one.
    @Test func idsAreFoundInLists() async throws {
        try await StoreFixture.run { store in
            for name in ["a", "b"] as [JSONValue] { try store.result("createExperiment", ["name": name]) }
            let cases: [(filter: JSONValue, ids: [JSONValue])] = [
                ("experiment_id IN ('1', '2', '7')", ["1", "2"]), ("experiment_id IN ('2')", ["2"]),
                ("experiment_id NOT IN ('0', '1')", ["2"]), ("experiment_id IN ('1_0')", []),
                ("experiment_id = '1'", ["1"]), ("experiment_id != '1'", ["0", "2"]),
            ]
            for (filter, ids) in cases {
                let found = try store.result(
                    "searchExperiments", ["max_results": 9, "filter": filter, "order_by": ["experiment_id"]])
                #expect((found["experiments"]?.arrayValue ?? []).compactMap { $0["experiment_id"] } == ids, "\(filter)")
            }
        }
    }

    /// As MLflow: Python's numbers are found, what is not the database's too is no owner, and none is nobody's id.
    @Test func idsAreReadAsPythonReadsThem() async throws {
        try await StoreFixture.run { store in
            for (id, get, create) in [
                ("0", 200, 200), (" 0 ", 200, 200), ("+0", 200, 200), ("0_0", 200, 400), ("\u{660}", 200, 400),
                ("", 400, 400), ("7", 404, 404), ("99999999999999999999", 404, 404), ("x", 400, 400), ("1.5", 400, 400),
            ] {
                let fields: JSONValue = ["experiment_id": .string(id)]
                let (got, made) = (try store.call("getExperiment", fields), try store.call("createRun", fields))
                #expect([got.status, made.status] == [get, create], "'\(id)'")
            }
            let deleted = try store.call("deleteExperiment", ["experiment_id": ""])
            #expect(deleted.status == 400)
        }
    }

    @Test func aSearchForNothingHasATokenThatNobodyReads() async throws {
        try await StoreFixture.run { store in
            for name in ["m", "n"] as [JSONValue] { try store.result("createRegisteredModel", ["name": name]) }
            let found = try store.result("searchRegisteredModels", ["max_results": 0])
            #expect(found["registered_models"] == nil)
            let token = try #require(found["next_page_token"])
            let next = try store.call("searchRegisteredModels", ["max_results": 1, "page_token": token])
            #expect(next.status == 400)
        }
    }
}
