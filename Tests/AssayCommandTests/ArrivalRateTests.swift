// Assay: tests of arrival rates on the command line.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import Testing

@testable import assay

@Suite("arrival rates on the command line")
struct ArrivalRateTests {
    private typealias Stage = ArrivalRate.Stage

    @Test("a rate, its units, and what it does for how long")
    func stages() throws {
        func stages(_ text: String) throws -> [ArrivalRate.Stage] { try ArrivalRate(parsing: text).stages }
        #expect(try stages("100") == [Stage(from: 100, to: 100, duration: nil)])
        #expect(try stages("100/s") == [Stage(from: 100, to: 100, duration: nil)])
        #expect(try stages("6000/m") == [Stage(from: 100, to: 100, duration: nil)])
        #expect(try stages("1800/h for 2h") == [Stage(from: 0.5, to: 0.5, duration: 7200)])
        #expect(try stages("10..200 in 60s") == [Stage(from: 10, to: 200, duration: 60)])
        #expect(try stages("ramp 10..200 in 60s") == [Stage(from: 10, to: 200, duration: 60)])
        #expect(try stages("60..120/m in 1m") == [Stage(from: 1, to: 2, duration: 60)])
        #expect(
            try stages("1..5 in 10s, 5 for 1m, 5..0.5 in 1m30s") == [
                Stage(from: 1, to: 5, duration: 10), Stage(from: 5, to: 5, duration: 60),
                Stage(from: 5, to: 0.5, duration: 90),
            ])
    }

    @Test("poisson: makes the gaps random")
    func poisson() throws {
        let rate = try ArrivalRate(parsing: "poisson:20")
        #expect(rate.isPoisson)
        let config: JSONValue = [
            "process": "poisson", "max_users": 50, "stages": [["from": 20.0, "to": 20.0]], "seed": 4,
        ]
        #expect(rate.config(maxUsers: 50, seed: 4) == config)
        #expect(try !ArrivalRate(parsing: "20").isPoisson)
    }

    @Test(
        "what cannot be read is refused, and the stage is named",
        arguments: [
            ("", "stage ''"), ("fast", "stage 'fast'"), ("-5", "stage '-5'"), ("5/d", "stage '5/d'"),
            ("1..5", "stage '1..5'"), ("1..5 for 5s", "stage '1..5 for 5s'"), ("5 in 5s", "stage '5 in 5s'"),
            ("5 for 0s", "stage '5 for 0s'"), ("1 for 5s,,2", "stage ''"), ("5, 6", "only the last stage"),
            ("0", "a rate above 0"), ("1...5 in 5s", "stage '1...5 in 5s'"), ("1e9", "stage '1e9'"),
        ])
    func refused(text: String, expected: String) throws {
        let error = try #require(throws: CommandError.self) { try ArrivalRate(parsing: text) }
        #expect(error.description.contains(expected), "\(error)")
    }
}
