// Assay: streamed responses, with the time of each piece.
// SPDX-License-Identifier: Apache-2.0
public import AssayKit

/// Reads a stream of server-sent events and records the time to its first piece as a request of its own.
final class Listener: HTTPUser, User {
    static let waitTime = WaitTime.constant(0.1)

    static var tasks: TaskList<Listener> {
        task("listen") { user in
            var first: Int64?
            var pieces = 0
            let begin = user.context.now
            let response = try await user.http.stream("GET", "/events") { _, arrived in
                first = first ?? arrived
                pieces += 1
            }
            guard response.isSuccess, let first else { return }
            user.context.record(
                method: "STREAM", name: "first piece", responseTime: Double(first - begin) / 1e6, responseLength: pieces
            )
        }
    }
}

/// What `assay run` looks for in a file.
public let scenario = Scenario(
    "assay.scenario.streams", description: "streamed responses, timed piece by piece", users: [Listener.self])
