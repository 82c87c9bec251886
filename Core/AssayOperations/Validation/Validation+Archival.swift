// Assay: the tags by which an experiment says how long its traces are kept.
// SPDX-License-Identifier: Apache-2.0

extension Validation {
    /// Checks the value of a tag that rules over archiving; others pass.
    static func checkArchivalTag(_ key: String, _ value: String) throws(APIError) {
        switch key {
        case "mlflow.trace.archivalRetention":
            let config = try archivalConfig(value)
            guard case .string("duration") = config["type"] else {
                throw .invalidParameter("Trace archival config must use type 'duration'.")
            }
            try checkRetention(config["value"])
        case "mlflow.trace.archiveNow":
            let age = try archivalConfig(value)["older_than"] ?? .null
            if case .null = age { return }
            try checkRetention(age)
        default: return
        }
    }

    private static func archivalConfig(_ value: String) throws(APIError) -> PythonObject {
        var value = value
        guard
            case .object(let config) = value.withUTF8({ bytes in
                try? PythonJSON.parseUTF8(UnsafeRawBufferPointer(bytes))
            })
        else {
            throw .invalidParameter("Trace archival config must be encoded as a JSON object.")
        }
        return config
    }

    /// Checks a whole number of minutes, hours or days: `30d`.
    private static func checkRetention(_ value: PythonValue?) throws(APIError) {
        let wrong = APIError.invalidParameter(
            "Trace archival retention must be in the form `<int><unit>`, where unit is one of 'm', 'h', or 'd'.")
        guard case .string(let text) = value else { throw wrong }
        let scalars = Array(text.unicodeScalars)
        let start = scalars.firstIndex { !$0.isPythonSpace } ?? scalars.endIndex
        let end = (scalars.lastIndex { !$0.isPythonSpace } ?? -1) + 1
        let trimmed = start < end ? scalars[start..<end] : []
        if trimmed.count > 32 {
            throw .invalidParameter("Trace archival duration must be at most 32 characters.")
        }
        guard let unit = trimmed.last, unit == "m" || unit == "h" || unit == "d" else { throw wrong }
        let digits = trimmed.dropLast()
        guard let first = digits.first, first != "0", digits.allSatisfy({ $0 >= "0" && $0 <= "9" }) else { throw wrong }
    }
}
