// Assay: MLflow's rules for names, values and sizes.
// SPDX-License-Identifier: Apache-2.0

/// MLflow's rules for the names and values that requests give, with its messages.
public enum Validation {
    /// "Missing value for required parameter 'key'."
    public static func missingValue(_ path: String) -> String {
        "Missing value for required parameter '\(path)'."
    }

    /// "Invalid value "a" for parameter 'key' supplied: message", without the colon if there is no message.
    public static func invalidValue(_ path: String, _ value: String?, _ message: String? = nil) -> String {
        invalidValue(path, json: value.map { PythonText.json($0) } ?? "null", message)
    }

    /// The same for a value that is JSON text already.
    static func invalidValue(_ path: String, json value: String, _ message: String?) -> String {
        "Invalid value \(value) for parameter '\(path)' supplied" + (message.map { ": \($0)" } ?? ".")
    }

    /// "'name' exceeds the maximum length of 500 characters".
    static func exceedsMaximumLength(_ path: String, _ limit: Int) -> String {
        "'\(path)' exceeds the maximum length of \(limit) characters"
    }
}
