// Assay: why an operation of a tracking store failed.
// SPDX-License-Identifier: Apache-2.0
internal import AssayJSON

/// What a tracking store has answered instead of a result, in MLflow's terms.
public struct TrackingFailure: Error, CustomStringConvertible, Equatable {
    /// MLflow's name of the failure, for instance "RESOURCE_DOES_NOT_EXIST".
    public let code: String
    /// What is wrong.
    public let message: String
    /// The HTTP status.
    public let status: Int

    /// Makes a failure.
    public init(code: String, message: String, status: Int) {
        self.code = code
        self.message = message
        self.status = status
    }

    /// Whether what was asked for is not there.
    public var isNotFound: Bool { code == "RESOURCE_DOES_NOT_EXIST" || status == 404 }

    /// The message and the code.
    public var description: String { "\(message) (\(code))" }
}

extension TrackingFailure {
    /// Reads an answer that is no success.
    init(_ answer: TrackingAnswer) {
        let object = try? JSONValue(parsing: String(decoding: answer.body, as: UTF8.self))
        self.init(
            code: object?["error_code"]?.stringValue ?? "INTERNAL_ERROR",
            message: object?["message"]?.stringValue ?? String(decoding: answer.body.prefix(200), as: UTF8.self),
            status: answer.status)
    }
}
