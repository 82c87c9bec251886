// Assay: the error codes of the tracking API, with their HTTP status.
// SPDX-License-Identifier: Apache-2.0

/// What went wrong, as clients of MLflow's API know it; the raw value is the code's name on the wire.
public enum ErrorCode: String, Sendable, CaseIterable {
    /// A fault inside the server.
    case internalError = "INTERNAL_ERROR"
    /// The request is right, but not in the state that its resource is in.
    case invalidState = "INVALID_STATE"
    /// Stored data are damaged.
    case dataLoss = "DATA_LOSS"
    /// This server does not do it.
    case notImplemented = "NOT_IMPLEMENTED"
    /// Not now; a client may try again.
    case temporarilyUnavailable = "TEMPORARILY_UNAVAILABLE"
    /// It took too long.
    case deadlineExceeded = "DEADLINE_EXCEEDED"
    /// Too many requests.
    case requestLimitExceeded = "REQUEST_LIMIT_EXCEEDED"
    /// The client gave up.
    case cancelled = "CANCELLED"
    /// A quota or a space is used up.
    case resourceExhausted = "RESOURCE_EXHAUSTED"
    /// Given up because of a concurrent change.
    case aborted = "ABORTED"
    /// The resource is in use.
    case resourceConflict = "RESOURCE_CONFLICT"
    /// What is to be made is there.
    case alreadyExists = "ALREADY_EXISTS"
    /// What is asked for is not there.
    case notFound = "NOT_FOUND"
    /// No such endpoint.
    case endpointNotFound = "ENDPOINT_NOT_FOUND"
    /// The resource that the request names is not there.
    case resourceDoesNotExist = "RESOURCE_DOES_NOT_EXIST"
    /// The caller may not do this.
    case permissionDenied = "PERMISSION_DENIED"
    /// The caller's credentials do not do.
    case customerUnauthorized = "CUSTOMER_UNAUTHORIZED"
    /// The caller has no valid credentials.
    case unauthenticated = "UNAUTHENTICATED"
    /// The request makes no sense.
    case badRequest = "BAD_REQUEST"
    /// The resource that is to be made is there. Its status is 400, not 409.
    case resourceAlreadyExists = "RESOURCE_ALREADY_EXISTS"
    /// A parameter is missing or has a wrong value.
    case invalidParameterValue = "INVALID_PARAMETER_VALUE"
    /// What is asked for is switched off.
    case featureDisabled = "FEATURE_DISABLED"

    /// The HTTP status of an answer with this code.
    public var httpStatus: Int {
        switch self {
        case .internalError, .invalidState, .dataLoss, .featureDisabled: 500
        case .notImplemented: 501
        case .temporarilyUnavailable: 503
        case .deadlineExceeded: 504
        case .requestLimitExceeded, .resourceExhausted: 429
        case .cancelled: 499
        case .aborted, .resourceConflict, .alreadyExists: 409
        case .notFound, .endpointNotFound, .resourceDoesNotExist: 404
        case .permissionDenied: 403
        case .customerUnauthorized, .unauthenticated: 401
        case .badRequest, .resourceAlreadyExists, .invalidParameterValue: 400
        }
    }

    /// The SQLSTATE-like class that an answer carries beside the code, if it carries one.
    public var sqlState: String? {
        switch self {
        case .internalError, .invalidState, .temporarilyUnavailable: "XXM00"
        case .badRequest, .customerUnauthorized, .endpointNotFound, .featureDisabled, .invalidParameterValue,
            .notFound, .permissionDenied, .resourceAlreadyExists, .resourceDoesNotExist:
            "KAM00"
        default: nil
        }
    }

    /// The error class that an answer carries beside the code, if it carries one.
    public var errorClass: String? {
        switch self {
        case .badRequest, .invalidParameterValue: "INVALID_PARAMETER_VALUE"
        case .customerUnauthorized, .permissionDenied: "PERMISSION_DENIED"
        case .endpointNotFound, .notFound, .resourceDoesNotExist: "RESOURCE_NOT_FOUND"
        case .featureDisabled: "FEATURE_DISABLED"
        case .internalError, .invalidState, .temporarilyUnavailable: "CLIENT_INTERNAL_ERROR"
        case .resourceAlreadyExists: "RESOURCE_ALREADY_EXISTS"
        default: nil
        }
    }
}
