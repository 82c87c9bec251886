// Assay: recorded requests, and what numpy and Locust say of them.
// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What Tests/Fixtures/Stats/make_fixtures.py has recorded.
enum Recorded {
    struct Population: Decodable {
        let name: String
        let times: [Double]
        let percentiles: [Double]
        let values: [Double]
        let average: Double
    }

    struct Rates: Decodable {
        struct Event: Decodable {
            let time: Double
            let name: String
            let failed: Bool
            let ms: Double
        }
        struct Row: Decodable {
            let current_rps: Double
            let current_failures: Double
            let total_rps: Double
            let total_failures: Double
            let requests: UInt64
            let failures: UInt64
        }
        struct Check: Decodable {
            let after: Int
            let rows: [String: Row]
        }
        let start: Double
        let events: [Event]
        let checks: [Check]
    }

    static func populations() throws -> [Population] { try read("percentiles") }

    static func rates() throws -> Rates { try read("rates") }

    private static func read<Value: Decodable>(_ name: String) throws -> Value {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let file = tests.appending(path: "Fixtures/Stats/\(name).json")
        return try JSONDecoder().decode(Value.self, from: Data(contentsOf: file))
    }
}
