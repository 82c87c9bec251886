// Assay: deeply nested requests are read, or refused, without harm.
// SPDX-License-Identifier: Apache-2.0

import AssayOperations
import Foundation
import Testing

@Suite struct DepthTests {
    /// MLflow's server reads 977 arrays in an object of runs/create, and fails on 978.
    @Test(arguments: [(977, 200), (978, 500), (100_000, 500)])
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
