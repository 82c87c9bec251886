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
        try checkLength("key", longestRegistryKey, key)
        try checkLength("value", longestRegistryValue, value)
    }

    /// Refuses a tag that a version of a registered model may not have.
    public static func modelVersionTag(key: String, value: String) throws(APIError) {
        try registryTagKey(key)
        try checkLength("key", longestRegistryKey, key)
        if key == "mlflow.prompt.text", value.unicodeScalars.count > longestRegistryValue {
            throw .invalidParameter("Prompt text exceeds max length of \(longestRegistryValue) characters.")
        }
        try checkLength("value", longestRegistryValue, value)
    }

    /// Refuses a name that a tag in the registry may not have.
    public static func registryTagKey(_ key: String) throws(APIError) { try tagName(key) }

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
        guard withoutLastNewline(alias).allSatisfy({ $0.isPythonWord || $0 == "-" }) else {
            throw .invalidParameter(
                """
                Invalid alias name: '\(alias)'. Names may only contain alphanumerics, underscores (_), and dashes (-).
                """)
        }
        try checkLength("Registered model alias name", longestAlias, alias)
    }

    /// Refuses the names of aliases that stand for themselves: `latest`, and `v` with a number.
    public static func aliasIsFree(_ alias: String) throws(APIError) {
        if alias.lowercased() == "latest" {
            throw .invalidParameter("'latest' alias name (case insensitive) is reserved.")
        }
        let scalars = withoutLastNewline(alias)
        if let first = scalars.first, first == "v" || first == "V", scalars.count > 1,
            scalars.dropFirst().allSatisfy({ $0.decimalDigit != nil })
        {
            throw .invalidParameter("Version alias name '\(alias)' is reserved.")
        }
    }

    /// Refuses a name that a webhook may not have.
    public static func webhookName(_ name: String) throws(APIError) {
        let scalars = name.unicodeScalars
        let isInner: (Unicode.Scalar) -> Bool = { isWebhookLetter($0) || $0 == "." || $0 == "_" || $0 == "-" }
        guard scalars.count <= 63, let first = scalars.first, let last = scalars.last, isWebhookLetter(first),
            isWebhookLetter(last), scalars.allSatisfy(isInner)
        else {
            throw .invalidParameter(
                """
                Webhook name \(PythonText.repr(name)) is invalid. It must start and end with a letter or digit, be \
                less than 63 characters long, and contain only letters, digits, dots (.), underscores (_), and \
                hyphens (-).
                """)
        }
    }

    /// What `[a-z0-9]` matches in Python if case does not matter: four letters beyond ASCII as well.
    private static func isWebhookLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar != "_" && scalar.isPythonWord }
        return [0x130, 0x131, 0x17F, 0x212A].contains(scalar.value)
    }
}
