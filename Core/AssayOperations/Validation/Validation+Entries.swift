// Assay: metrics, parameters and tags, alone and in batches.
// SPDX-License-Identifier: Apache-2.0

extension Validation {
    /// The most characters in the value of a parameter.
    public static let paramValueLimit = 6000
    /// The most characters in the value of a run's tag.
    public static let tagValueLimit = 8000

    /// Checks a point of a metric; `path` is where it stands in a batch. Every step is allowed.
    public static func metric(
        key: String, value: Double, timestamp: Int64, step: Int64, path: @autoclosure () -> String = ""
    ) throws(APIError) {
        try checkName(key) { join(path(), "name") }
        if timestamp < 0 {
            throw .invalidParameter(
                invalidValue(
                    join(path(), "timestamp"), json: String(timestamp),
                    "metric '\(key)' (value=\(PythonText.repr(value))). "
                        + "Timestamp must be a nonnegative long (64-bit integer) "))
        }
        try checkLength("Metric name", keyLimit, key)
    }

    /// Checks a parameter; its value, cut if it is too long and `truncates` is set.
    public static func param(
        key: String, value: String, path: @autoclosure () -> String = "", truncates: Bool = true
    ) throws(APIError) -> String {
        try checkName(key) { join(path(), "key") }
        try checkLength("Param key", keyLimit, key)
        return try limited("Param value", paramValueLimit, value, truncates: truncates)
    }

    /// Checks the tag of a run; its value, cut if it is too long and `truncates` is set.
    public static func tag(
        key: String, value: String, path: @autoclosure () -> String = "", truncates: Bool = true
    ) throws(APIError) -> String {
        try checkName(key) { join(path(), "key") }
        try checkLength(join(path(), "key"), keyLimit, key)
        return try limited(join(path(), "value"), tagValueLimit, value, truncates: truncates)
    }

    /// Checks how much a batch holds.
    public static func batchLimits(metrics: Int, params: Int, tags: Int) throws(APIError) {
        try checkBatch("metrics", 1000, metrics)
        try checkBatch("params", 100, params)
        try checkBatch("tags", 100, tags)
        try checkBatch("metrics, params, and tags", 1000, metrics + params + tags)
    }

    /// Checks that no parameter of a batch is there twice.
    public static func paramKeysUnique(_ keys: [String]) throws(APIError) {
        var seen: Set<[UInt8]> = []
        let twice = keys.filter { !seen.insert(Array($0.utf8)).inserted }
        if !twice.isEmpty {
            throw .invalidParameter(
                "Duplicate parameter keys have been submitted: \(PythonText.repr(twice)). Please ensure the request "
                    + "contains only one param value per param key.")
        }
    }

    private static func checkBatch(_ what: String, _ limit: Int, _ count: Int) throws(APIError) {
        if count > limit {
            throw .invalidParameter(
                "A batch logging request can contain at most \(limit) \(what). Got \(count) \(what). Please split up "
                    + "\(what) across multiple requests and try again.")
        }
    }

    /// Fails if a text has more characters than it may.
    static func checkLength(_ what: @autoclosure () -> String, _ limit: Int, _ text: String) throws(APIError) {
        // No character has less than one byte.
        if text.utf8.count > limit, text.unicodeScalars.count > limit {
            throw .invalidParameter(exceedsMaximumLength(what(), limit))
        }
    }

    private static func limited(
        _ what: @autoclosure () -> String, _ limit: Int, _ text: String, truncates: Bool
    ) throws(APIError) -> String {
        guard truncates, text.utf8.count > limit else {
            try checkLength(what(), limit, text)
            return text
        }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
    }
}
