// Assay: tokens of pages that are told by a number of results.
// SPDX-License-Identifier: Apache-2.0

/// The tokens with which MLflow's clients ask for the next page: base64 of `{"offset": 100}`, with any offset but 0.
public enum OffsetToken {
    /// The token of the page that begins after `offset` results.
    public static func make(offset: Int64) -> String {
        Base64.encode(Array("{\"offset\": \(offset)}".utf8))
    }

    /// How many results come before the page; 0 for an empty token. What MLflow refuses is refused in its words.
    public static func offset(_ token: String) throws(APIError) -> Int64 {
        if token.isEmpty { return 0 }
        // Python's base64 raises an exception for other text that MLflow does not expect: no reason to fail as it does.
        guard token.utf8.allSatisfy({ $0 < 0x80 }), let decoded = Base64.decode(token) else {
            throw .invalidParameter("Invalid page token, could not base64-decode")
        }
        let parsed = try parse(decoded)
        guard case .object(let object) = parsed else { throw .serverFault("the page token is no object") }
        guard let value = object["offset"], value.isTrue else {
            throw .invalidParameter("Invalid page token, parsed value=\(parsed.repr)")
        }
        return try number(value)
    }

    private static func parse(_ decoded: [UInt8]) throws(APIError) -> PythonValue {
        do throws(PythonJSON.Failure) {
            return try decoded.withUnsafeBytes { bytes in
                Result { () throws(PythonJSON.Failure) in try PythonJSON.parse(bytes) }
            }.get()
        } catch {
            switch error {
            case .malformed:
                throw .invalidParameter("Invalid page token, decoded value=\(PythonText.repr(bytes: decoded))")
            case .tooDeep, .tooMany: throw .serverFault("the page token is nested too deeply")
            }
        }
    }

    /// What Python's int() gives.
    private static func number(_ value: PythonValue) throws(APIError) -> Int64 {
        let number: PythonInteger?
        switch value {
        case .bool: return 1
        case .integer(let offset): return offset
        case .bigInteger(let digits): number = .huge(isNegative: digits.hasPrefix("-"))
        case .float(let offset) where offset.isFinite: number = PythonNumber.integer(truncating: offset)
        case .float(let offset) where offset.isNaN: number = nil
        case .string(let text): number = PythonNumber.integer(text)
        case .surrogates: number = nil
        default: throw .serverFault("the offset of the page token is no number")
        }
        switch number {
        case .small(let offset): return offset
        case .huge: throw .serverFault("the offset of the page token is out of range")
        case nil: throw .invalidParameter("Invalid page token, not stringable \(value.plainText)")
        }
    }
}
