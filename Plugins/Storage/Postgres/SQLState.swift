// Assay: what PostgreSQL's codes mean.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// The status of an SQLSTATE.
struct SQLState {
    let status: assay_status_t
    var canRetry = false

    init(_ code: String) {
        switch code {
        case "08P01", "0A000": self.init(.ASSAY_STATUS_INVALID_ARGUMENT)
        case "23505", "23P01": self.init(.ASSAY_STATUS_ALREADY_EXISTS)
        case "40001", "40P01": self.init(.ASSAY_STATUS_ABORTED, canRetry: true)
        case "42501": self.init(.ASSAY_STATUS_PERMISSION_DENIED)
        case "53100": self.init(.ASSAY_STATUS_UNAVAILABLE, canRetry: true)
        case "55P03": self.init(.ASSAY_STATUS_UNAVAILABLE, canRetry: true)
        case "57014": self.init(.ASSAY_STATUS_DEADLINE_EXCEEDED)
        case "XX001", "XX002": self.init(.ASSAY_STATUS_DATA_LOSS)
        default: self.init(class: code.prefix(2))
        }
    }

    private init(_ status: assay_status_t, canRetry: Bool = false) {
        self.status = status
        self.canRetry = canRetry
    }

    private init(class name: Substring) {
        switch name {
        case "08", "57", "58": self.init(.ASSAY_STATUS_UNAVAILABLE, canRetry: true)
        case "23", "25", "27", "40", "44", "55": self.init(.ASSAY_STATUS_FAILED_PRECONDITION)
        case "28": self.init(.ASSAY_STATUS_UNAUTHENTICATED)
        case "53": self.init(.ASSAY_STATUS_RESOURCE_EXHAUSTED, canRetry: true)
        case "21", "22", "26", "2B", "2F", "34", "38", "39", "3B", "3D", "3F", "42", "54", "P0":
            self.init(.ASSAY_STATUS_INVALID_ARGUMENT)
        default: self.init(.ASSAY_STATUS_INTERNAL)
        }
    }
}
