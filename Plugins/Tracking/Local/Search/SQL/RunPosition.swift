// Assay: where a page of runs ends.
// SPDX-License-Identifier: Apache-2.0

/// The sort keys of the last run of a page, from which the next page goes on.
public struct RunPosition: Sendable, Hashable {
    /// One value for each sort key, in their order.
    public let values: [SortValue]

    /// A position.
    public init(_ values: [SortValue]) { self.values = values }

    /// The position as an opaque page token, valid for the search that made it.
    public func token(for plan: RunSearchPlan) -> String {
        let fields = values.map { value -> String in
            switch value {
            case .integer(let number): "i\(number)"
            case .double(let number): "d\(String(number.bitPattern, radix: 16))"
            case .text(let text): "t\(text)"
            case .null: "n"
            }
        }
        let body = ([String(plan.fingerprint, radix: 16)] + fields).map { "\($0.utf8.count):\($0)" }.joined()
        return Base64.encode(Array(body.utf8))
    }

    /// Reads a token.
    ///
    /// - Throws: MLflow's complaint about a token that is no Base64 or not its own, or ours about one that belongs to
    ///   another search.
    public init(token: String, for plan: RunSearchPlan) throws(SearchError) {
        guard let bytes = Base64.decode(token) else {
            throw .invalid("Invalid page token, could not base64-decode")
        }
        guard let fields = Self.fields(bytes), let print = fields.first, let values = Self.values(fields.dropFirst())
        else { throw .invalid("Invalid page token, decoded value=\(PythonText.quoted(bytes))") }
        guard print == String(plan.fingerprint, radix: 16), values.count == plan.keyCount else {
            throw .invalid("Invalid page token, it belongs to a search with another filter, order or experiments")
        }
        self.values = values
    }

    /// Texts with their lengths before them: `3:abc`.
    private static func fields(_ bytes: [UInt8]) -> [String]? {
        var fields: [String] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let colon = rest.prefix(8).firstIndex(of: 0x3A),
                let count = Int(String(decoding: rest[..<colon], as: UTF8.self)), count >= 0,
                rest.count - (colon - rest.startIndex) - 1 >= count,
                let field = String(validating: rest[(colon + 1)..<(colon + 1 + count)], as: UTF8.self)
            else { return nil }
            fields.append(field)
            rest = rest[(colon + 1 + count)...]
        }
        return fields
    }

    private static func values(_ fields: ArraySlice<String>) -> [SortValue]? {
        var values: [SortValue] = []
        for field in fields {
            switch field.first {
            case "i": values.append(Int64(field.dropFirst()).map(SortValue.integer) ?? .null)
            case "d":
                values.append(
                    UInt64(field.dropFirst(), radix: 16).map { .double(Double(bitPattern: $0)) } ?? .null)
            case "t": values.append(.text(String(field.unicodeScalars.dropFirst())))
            case "n": values.append(.null)
            default: return nil
            }
        }
        return values
    }
}
