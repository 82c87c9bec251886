// Assay: searches from the first page to the last.
// SPDX-License-Identifier: Apache-2.0
import AssayJSON

extension TrackingSession {
    /// How many results a page has.
    private static let pageSize = 1000

    /// All that a search finds, or the first `most`; `key` names the list in its answer.
    func pages(
        _ operation: String, _ fields: JSONObject, _ key: String, atMost most: Int? = nil
    ) throws(CommandError) -> [JSONValue] {
        var found: [JSONValue] = []
        var token: String?
        repeat {
            var page = fields
            let rest = most.map { $0 - found.count } ?? Self.pageSize
            page["max_results"] = .integer(Int64(min(rest, Self.pageSize)))
            if let token { page["page_token"] = .string(token) }
            let answer = try call(operation, page)
            found += answer[key]?.arrayValue ?? []
            token = answer["next_page_token"]?.stringValue
        } while token != nil && found.count < most ?? .max
        return found
    }
}
