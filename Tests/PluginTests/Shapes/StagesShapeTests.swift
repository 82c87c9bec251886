// Assay: tests of load in stages.
// SPDX-License-Identifier: Apache-2.0
import AssayKit
import AssayTesting
import Testing

@testable import StagesShape

@Suite("load in stages")
struct StagesShapeTests {
    private let host = TestHost()

    private func shape(_ json: String) throws -> StagesShape {
        try StagesShape(host: host.host, config: Config(parsing: json, of: StagesShape.id))
    }

    @Test("the stage is the first whose end has not come, counted from the start of the test")
    func stages() throws {
        let shape = try shape(
            """
            {"stages": [{"duration": 60, "users": 10, "spawn_rate": 10},
                        {"duration": 180, "users": 100, "spawn_rate": 20, "user_classes": ["Buyer"]}]}
            """)
        let first = LoadTarget(users: 10, spawnRate: 10)
        let second = LoadTarget(users: 100, spawnRate: 20, userClasses: ["Buyer"])
        #expect(shape.target(at: 0, users: 0) == first)
        #expect(shape.target(at: 59.999, users: 10) == first)
        #expect(shape.target(at: 60, users: 10) == second)
        #expect(shape.target(at: 179.9, users: 100) == second)
        #expect(shape.target(at: 180, users: 100) == nil)
    }

    @Test("each step adds users until the run time is over")
    func steps() throws {
        let shape = try shape(#"{"step": {"users": 10, "every": 30, "spawn_rate": 5, "run_time": 100}}"#)
        let users = [0.0, 29, 30, 60, 90, 99.9].map { shape.target(at: $0, users: 0)?.users }
        #expect(users == [10, 10, 20, 30, 40, 40])
        #expect(shape.target(at: 100, users: 40) == nil)
        #expect(shape.target(at: 0, users: 0)?.spawnRate == 5)
    }

    @Test("a spike goes up once and back")
    func spike() throws {
        let shape = try shape(
            #"{"spike": {"users": 5, "peak_users": 200, "start": 60, "length": 30, "run_time": 120}}"#)
        #expect([0.0, 60, 89, 90, 119].map { shape.target(at: $0, users: 0)?.users } == [5, 200, 200, 5, 5])
        #expect(shape.target(at: 120, users: 5) == nil)
    }

    @Test(
        "a config that makes no sense is refused, with the key at fault",
        arguments: [
            (#"{}"#, "one of stages, step and spike"),
            (#"{"stages": [], "step": {}}"#, "one of stages, step and spike"),
            (#"{"stages": []}"#, "at least one stage"),
            (#"{"stages": [{"duration": 60, "users": 1}]}"#, "'spawn_rate'"),
            (#"{"stages": [{"duration": 60, "users": 1, "spawn_rate": 1, "colour": 2}]}"#, "colour"),
            (
                #"{"stages": [{"duration": 60, "users": 1, "spawn_rate": 1}, {"duration": 30, "users": 2, "spawn_rate": 1}]}"#,
                "from the start of the test"
            ),
            (#"{"step": {"users": 1, "every": 0.001, "run_time": 1000000}}"#, "'every'"),
            (#"{"spike": {"users": 1, "peak_users": 2, "start": 10, "length": 10, "run_time": 15}}"#, "'run_time'"),
        ])
    func refused(json: String, expected: String) throws {
        let error = try #require(throws: AssayError.self) { try shape(json) }
        #expect(error.description.contains(expected), "\(error)")
    }
}
