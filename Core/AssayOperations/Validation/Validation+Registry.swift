// Assay: MLflow's rules for the names of the model registry.
// SPDX-License-Identifier: Apache-2.0

extension Validation {
    private static let longestRegistryKey = 250
    private static let longestRegistryValue = 100_000
    private static let longestAlias = 255

    /// Refuses a name that a registered model or a prompt may not have.
    public static func registeredModelName(_ name: String) throws(APIError) {
        try registeredModelName(name, parameter: "name")
    }

    /// Refuses a new name that a registered model or a prompt may not get.
    public static func newRegisteredModelName(_ name: String) throws(APIError) {
        try registeredModelName(name, parameter: "new_name")
    }

    private static func registeredModelName(_ name: String, parameter: String) throws(APIError) {
        if name.unicodeScalars.allSatisfy(\.isPythonSpace) { throw .invalidParameter(missingValue(parameter)) }
        if name.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") }) {
            throw .invalidParameter("Invalid model name '\(name)'. Names cannot contain '/' or ':'.")
        }
        if PosixPath.isAmbiguous(name) { throw .invalidParameter(invalidValue("name", name, ambiguousName(name))) }
    }

    /// Refuses a tag that a registered model may not have.
    public static func registeredModelTag(key: String, value: String) throws(APIError) {
        try registryTagKey(key)
        try lengthLimit("key", key, longestRegistryKey)
        try lengthLimit("value", value, longestRegistryValue)
    }

    /// Refuses a tag that a version of a registered model may not have.
    public static func modelVersionTag(key: String, value: String) throws(APIError) {
        try registryTagKey(key)
        try lengthLimit("key", key, longestRegistryKey)
        if key == "mlflow.prompt.text", value.unicodeScalars.count > longestRegistryValue {
            throw .invalidParameter("Prompt text exceeds max length of \(longestRegistryValue) characters.")
        }
        try lengthLimit("value", value, longestRegistryValue)
    }

    /// Refuses a name that a tag in the registry may not have.
    public static func registryTagKey(_ key: String) throws(APIError) {
        guard withoutFinalNewline(key).allSatisfy({ $0.isPythonWord || "/.- :".unicodeScalars.contains($0) }) else {
            throw .invalidParameter(
                invalidValue(
                    "key", key,
                    """
                    Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), \
                    colon(:) and slashes (/).
                    """))
        }
        if PosixPath.isAmbiguous(key) { throw .invalidParameter(invalidValue("key", key, ambiguousName(key))) }
    }

    /// The number of a version; one beyond 64 bits becomes the largest number, which no version has.
    public static func modelVersion(_ text: String) throws(APIError) -> Int64 {
        switch PythonNumber.integer(text) {
        case .small(let number): return number
        case .huge(let isNegative): return isNegative ? .min : .max
        case nil: throw .invalidParameter("Parameter 'version' must be an integer, got '\(text)'.")
        }
    }

    /// Refuses a name that no alias can have.
    public static func aliasName(_ alias: String) throws(APIError) {
        if alias.isEmpty { throw .invalidParameter("Registered model alias name cannot be empty.") }
        guard withoutFinalNewline(alias).allSatisfy({ $0.isPythonWord || $0 == "-" }) else {
            throw .invalidParameter(
                """
                Invalid alias name: '\(alias)'. Names may only contain alphanumerics, underscores (_), and dashes (-).
                """)
        }
        try lengthLimit("Registered model alias name", alias, longestAlias)
    }

    /// Refuses the names of aliases that stand for themselves: `latest`, and `v` with a number.
    public static func aliasIsFree(_ alias: String) throws(APIError) {
        if alias.lowercased() == "latest" {
            throw .invalidParameter("'latest' alias name (case insensitive) is reserved.")
        }
        let scalars = withoutFinalNewline(alias)
        if let first = scalars.first, first == "v" || first == "V", scalars.count > 1,
            scalars.dropFirst().allSatisfy({ $0.decimalDigit != nil })
        {
            throw .invalidParameter("Version alias name '\(alias)' is reserved.")
        }
    }

    private static func ambiguousName(_ name: String) -> String {
        """
        Names may be treated as files in certain cases, and must not resolve to other names when treated as such. \
        This name would resolve to \(PythonText.repr(PosixPath.normalized(name)))
        """
    }

    private static func lengthLimit(_ path: String, _ value: String, _ limit: Int) throws(APIError) {
        guard value.unicodeScalars.count > limit else { return }
        throw .invalidParameter(exceedsMaximumLength(path, limit))
    }

    /// What a pattern that ends with `$` looks at: Python lets one line feed follow.
    private static func withoutFinalNewline(_ text: String) -> Substring.UnicodeScalarView {
        let scalars = text.unicodeScalars[...]
        return scalars.last == "\n" ? scalars.dropLast() : scalars
    }
}
