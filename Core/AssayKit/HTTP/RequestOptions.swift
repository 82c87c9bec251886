// Assay: how one request differs from its client's settings.
// SPDX-License-Identifier: Apache-2.0
internal import CAssay

/// How one request differs from its client's settings.
public struct RequestOptions: OptionSet, Sendable {
    /// The bits of client.h.
    public let rawValue: UInt32

    /// Makes options from the bits of client.h.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Follow redirects.
    public static let followRedirects = RequestOptions(rawValue: ASSAY_REQUEST_FOLLOW_REDIRECTS)
    /// Take a redirect as the response.
    public static let keepRedirects = RequestOptions(rawValue: ASSAY_REQUEST_KEEP_REDIRECTS)
    /// Record nothing.
    public static let silent = RequestOptions(rawValue: ASSAY_REQUEST_SILENT)
    static let catchResponse = RequestOptions(rawValue: ASSAY_REQUEST_CATCH_RESPONSE)
    static let stream = RequestOptions(rawValue: ASSAY_REQUEST_STREAM)
}
