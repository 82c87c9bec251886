// Assay: why a search was refused, in MLflow's words.
// SPDX-License-Identifier: Apache-2.0

/// What MLflow answers to a filter or an order that it cannot use.
public struct SearchError: Error, Sendable, Equatable {
    /// MLflow's error codes of a search.
    public enum Code: String, Sendable {
        /// The request is wrong; HTTP 400.
        case invalidParameterValue = "INVALID_PARAMETER_VALUE"
        /// The database refused the statement; HTTP 400.
        case badRequest = "BAD_REQUEST"
        /// MLflow met an exception that it did not expect; HTTP 500.
        case internalError = "INTERNAL_ERROR"
        /// MLflow met an exception that it did not catch; HTTP 500 with a page of HTML and no error code.
        case uncaught = ""
    }

    /// MLflow's error code.
    public let code: Code
    /// What MLflow says; for ``Code/uncaught`` what Python said, which no client sees.
    public let message: String
    /// MLflow's `error_class`, where it is not the one of its error code.
    public let errorClass: String?

    /// An error.
    public init(_ code: Code, _ message: String, errorClass: String? = nil) {
        self.code = code
        self.message = message
        self.errorClass = errorClass
    }

    /// A refusal with the code of a wrong parameter.
    static func invalid(_ message: String) -> SearchError { SearchError(.invalidParameterValue, message) }

    /// The same error where MLflow turns every exception into an answer.
    var caught: SearchError { code == .uncaught ? SearchError(.internalError, message) : self }
}
