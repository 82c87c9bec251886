// Assay: what a client is told of a search that was refused.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations
internal import TrackingSearch

extension APIError {
    /// A search that was refused, as MLflow answers it.
    init(_ error: SearchError) {
        switch error.code {
        case .uncaught: self = .serverFault(error.message)
        case .badRequest: self.init(.badRequest, error.message)
        case .internalError: self.init(.internalError, error.message)
        case .invalidParameterValue:
            guard let errorClass = error.errorClass else {
                self.init(.invalidParameterValue, error.message)
                return
            }
            let state = errorClass == "ATTRIBUTE_NOT_FOUND" ? "KAM04" : ErrorCode.invalidParameterValue.sqlState
            self.init(.invalidParameterValue, error.message, sqlState: state, errorClass: errorClass)
        }
    }
}
