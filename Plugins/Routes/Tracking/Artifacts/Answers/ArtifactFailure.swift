// Assay: what clients are told when something about an artifact fails.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON
import AssayKit
import AssayOperations
import CAssay

/// Which of MLflow's two web frameworks answers a route: their errors differ.
enum AnswerStyle {
    /// Errors are compact JSON, or {"detail": …}.
    case native
    /// Errors are JSON with spaces, and HTML pages.
    case flask
}

/// Why a request failed.
enum ArtifactFailure: Error {
    /// An error of the API.
    case api(APIError)
    /// A folder where a file is wanted.
    case isFolder(String)
    /// An upload without a file's name.
    case hasNoName
    /// A page of the web framework: a parameter is missing.
    case badRequest
    /// Where MLflow's own code fails.
    case fault
    /// The answer of the tracking store.
    case tracking(TrackingAnswer)

    /// What a store's error means; `path` is what the client has asked for.
    init(_ error: any Error, _ path: String) {
        guard let error = error as? AssayError else {
            self = (error as? ArtifactFailure) ?? (error as? APIError).map { .api($0) } ?? .fault
            return
        }
        switch error.status {
        case .ASSAY_STATUS_NOT_FOUND: self = .api(.doesNotExist("No such artifact: '\(path)'"))
        case .ASSAY_STATUS_FAILED_PRECONDITION: self = .isFolder(path)
        // A link in the store.
        case .ASSAY_STATUS_INVALID_ARGUMENT:
            self = .api(.invalidParameter("Invalid path: resolved path is outside the artifact directory"))
        case .ASSAY_STATUS_PERMISSION_DENIED: self = .api(APIError(.permissionDenied, error.description))
        case .ASSAY_STATUS_UNIMPLEMENTED: self = .api(APIError(.notImplemented, error.description))
        case .ASSAY_STATUS_RESOURCE_EXHAUSTED, .ASSAY_STATUS_UNAVAILABLE:
            self = .api(APIError(.temporarilyUnavailable, "the artifact store is not able: \(error.description)"))
        default: self = .api(APIError(.internalError, error.description))
        }
    }

    func answer(_ style: AnswerStyle) -> RouteAnswer {
        switch (self, style) {
        case (.api(let error), .native): Self.json(error.httpStatus) { $0.members(of: error) }
        case (.api(let error), .flask): RouteAnswer(error)
        case (.isFolder(let path), .native): Self.detail(Self.folder(path))
        case (.isFolder(let path), .flask): RouteAnswer(.invalidParameter(Self.folder(path)))
        case (.hasNoName, _): Self.detail("Artifact path must include a filename (cannot end with '/').")
        case (.badRequest, _): RouteAnswer(APIError(page: .badRequest, code: .badRequest, "a parameter is missing"))
        case (.fault, .native): RouteAnswer(status: 500, text: "Internal Server Error")
        case (.fault, .flask): RouteAnswer(.serverFault("MLflow's server fails here"))
        case (.tracking(let answer), _):
            RouteAnswer(
                status: answer.status, headers: [("content-type", "\(answer.contentType)")], body: answer.body)
        }
    }

    private static func folder(_ path: String) -> String {
        "Artifact path refers to a directory, not a file: '\(path)'"
    }

    private static func detail(_ text: String) -> RouteAnswer {
        json(400) { $0.member("detail", text) }
    }

    private static func json(_ status: Int, _ write: (inout JSONWriter) -> Void) -> RouteAnswer {
        var writer = JSONWriter()
        writer.beginObject()
        write(&writer)
        writer.endObject()
        return RouteAnswer(status: status, headers: [("content-type", "application/json")], body: writer.bytes)
    }
}

extension RouteAnswer {
    /// An error of the API.
    init(_ error: APIError) {
        self.init(
            status: error.httpStatus, headers: [("content-type", error.contentType)], body: Array(error.body.utf8))
    }
}

extension JSONWriter {
    /// A member that is a text.
    mutating func member(_ name: String, _ text: String) {
        key(name)
        string(text)
    }

    /// The members of an error.
    fileprivate mutating func members(of error: APIError) {
        member("error_code", error.code.rawValue)
        member("message", error.message)
        if let state = error.sqlState { member("sqlstate", state) }
        if let errorClass = error.errorClass { member("error_class", errorClass) }
    }
}

extension APIError.Page {
    /// What Flask answers when a parameter of the query is missing.
    static let badRequest = APIError.Page(
        status: 400,
        text: """
            <!doctype html>
            <html lang=en>
            <title>400 Bad Request</title>
            <h1>Bad Request</h1>
            <p>The browser (or proxy) sent a request that this server could not understand.</p>

            """)
}
