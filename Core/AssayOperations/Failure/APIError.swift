// Assay: the error that a tracking operation answers with.
// SPDX-License-Identifier: Apache-2.0

/// An error as clients of MLflow's API get it: a code and a message in JSON, or, where MLflow's server answers with a
/// page instead, that page.
public struct APIError: Error, Sendable, Equatable {
    /// What went wrong.
    public let code: ErrorCode
    /// What the caller is told.
    public let message: String
    /// A class beside the code; by default the code's own.
    public let sqlState: String?
    /// A class beside the code; by default the code's own.
    public let errorClass: String?
    /// The answer that replaces the JSON object, nil for nearly all errors.
    public let page: Page?

    /// Makes an error that is answered as JSON.
    public init(_ code: ErrorCode, _ message: String) {
        self.code = code
        self.message = message
        sqlState = code.sqlState
        errorClass = code.errorClass
        page = nil
    }

    /// Makes an error of another class than its code's.
    public init(_ code: ErrorCode, _ message: String, sqlState: String?, errorClass: String?) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.errorClass = errorClass
        page = nil
    }

    /// Makes an error that is answered with a page.
    public init(page: Page, code: ErrorCode, _ message: String) {
        self.code = code
        self.message = message
        sqlState = nil
        errorClass = nil
        self.page = page
    }

    /// An error of INVALID_PARAMETER_VALUE.
    public static func invalidParameter(_ message: String) -> APIError {
        APIError(.invalidParameterValue, message)
    }

    /// An error of RESOURCE_DOES_NOT_EXIST.
    public static func doesNotExist(_ message: String) -> APIError {
        APIError(.resourceDoesNotExist, message)
    }

    /// The error where MLflow's own code fails on a request: status 500 and a page in HTML. `reason` is for the log.
    public static func serverFault(_ reason: String) -> APIError {
        APIError(page: .serverFault, code: .internalError, reason)
    }

    /// The status of the answer.
    public var httpStatus: Int { page?.status ?? code.httpStatus }

    /// The Content-Type of the answer.
    public var contentType: String { page?.contentType ?? "application/json" }

    /// The body of the answer, as MLflow writes it.
    public var body: String {
        if let page { return page.text }
        var members = [
            "\"error_code\": \(PythonText.json(code.rawValue))", "\"message\": \(PythonText.json(message))",
        ]
        if let sqlState { members.append("\"sqlstate\": \(PythonText.json(sqlState))") }
        if let errorClass { members.append("\"error_class\": \(PythonText.json(errorClass))") }
        return "{\(members.joined(separator: ", "))}"
    }
}

extension APIError {
    /// An answer that is no JSON.
    public struct Page: Sendable, Equatable {
        /// The status.
        public let status: Int
        /// The Content-Type.
        public let contentType: String
        /// The body.
        public let text: String

        /// Makes a page.
        public init(status: Int, contentType: String = "text/html; charset=utf-8", text: String) {
            self.status = status
            self.contentType = contentType
            self.text = text
        }

        /// What Flask answers when a handler fails.
        public static let serverFault = Page(
            status: 500,
            text: """
                <!doctype html>
                <html lang=en>
                <title>500 Internal Server Error</title>
                <h1>Internal Server Error</h1>
                <p>The server encountered an internal error and was unable to complete your request. Either the server \
                is overloaded or there is an error in the application.</p>

                """)
    }
}
