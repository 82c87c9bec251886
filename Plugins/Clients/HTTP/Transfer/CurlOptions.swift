// Assay: sets options of an easy handle, and remembers the first that failed.
// SPDX-License-Identifier: Apache-2.0
internal import CAssayCurl

/// Options of one easy handle.
struct CurlOptions {
    let easy: UnsafeMutableRawPointer
    /// Why an option failed; nil when none did.
    private(set) var failed: String?

    init(_ easy: UnsafeMutableRawPointer) {
        self.easy = easy
    }

    mutating func set(_ option: CURLoption, _ value: Int) {
        check(assay_curl_set_long(easy, option, value), option)
    }

    mutating func set(_ option: CURLoption, _ value: String) {
        check(assay_curl_set_text(easy, option, value), option)
    }

    /// Back to none.
    mutating func clear(_ option: CURLoption) {
        check(assay_curl_set_pointer(easy, option, nil), option)
    }

    mutating func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
        check(assay_curl_set_pointer(easy, option, value), option)
    }

    /// Sets an option of type curl_off_t.
    mutating func set(_ option: CURLoption, offset value: Int) {
        check(assay_curl_set_offset(easy, option, curl_off_t(value)), option)
    }

    /// Notes the result of a call.
    mutating func check(_ result: CURLcode, _ option: CURLoption? = nil) {
        guard result != CURLE_OK, failed == nil else { return }
        let name = option.flatMap { curl_easy_option_by_id($0) }.map { String(cString: $0.pointee.name) }
        failed = [name, String(cString: curl_easy_strerror(result))].compactMap(\.self).joined(separator: ": ")
    }
}
