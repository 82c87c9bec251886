// Assay: deeply nested requests are read, or refused, without harm.
// SPDX-License-Identifier: Apache-2.0

import AssayOperations
import Foundation
import Testing

@Suite struct DepthTests {
    /// MLflow's server reads 977 arrays in an object of runs/create, and fails on 978 with 500, which clients repeat.
    @Test(arguments: [(977, 200), (978, 400), (100_000, 400)])
    func nestedContainers(depth: Int, status: Int) async throws {
        let operation = try #require(Operations.named("createRun"))
        let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let body = Array(#"{"experiment_id": "0", "x": \#(nested)}"#.utf8)
        let outcome = await onSmallStack {
            do throws(APIError) {
                _ = try Request.read(operation, body: body)
                return 200
            } catch {
                return error.httpStatus
            }
        }
        #expect(outcome == status)
    }

    /// A body of many small values would be a hundred times as large in memory.
    @Test(arguments: [
        ("logBatch", #"{"run_id": "a", "metrics": ["#, "{}"), ("logBatch", #"{"run_id": "a", "tags": ["#, "{}"),
        ("searchRuns", #"{"experiment_ids": ["#, #""1""#), ("searchRuns", #"{"unknown": 1, "run_view_type": ["#, "1"),
    ])
    func manyValues(name: String, start: String, element: String) throws {
        let operation = try #require(Operations.named(name))
        let body = Array((start + String(repeating: element + ",", count: 250_000) + element + "]}").utf8)
        let error = #expect(throws: APIError.self) { try Request.read(operation, body: body) }
        #expect(error?.message == "The body holds more than 250000 values. Please split it into several requests.")
    }

    /// A value that is shown in a message is as deep as it came.
    @Test func nestedContainersInMessages() async throws {
        let operation = try #require(Operations.named("createRun"))
        let nested = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
        let body = Array(#"{"experiment_id": \#(nested)}"#.utf8)
        let message = await onSmallStack {
            do throws(APIError) {
                _ = try Request.read(operation, body: body)
                return ""
            } catch {
                return error.message
            }
        }
        #expect(message.contains(nested))
    }

    /// Runs on a thread with a quarter of the stack that threads have.
    private func onSmallStack<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
        await withCheckedContinuation { continuation in
            let thread = Thread { continuation.resume(returning: body()) }
            thread.stackSize = 2 << 20
            thread.start()
        }
    }
}
