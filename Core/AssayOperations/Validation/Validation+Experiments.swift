// Assay: what identifies runs and experiments.
// SPDX-License-Identifier: Apache-2.0

extension Validation {
    /// The most custom views of an experiment: tags whose keys begin with `customViewPrefix`.
    public static let customViewLimit = 50
    /// How the keys of tags begin that hold custom views.
    public static let customViewPrefix = "mlflow.customView.view"

    /// Checks the id of a run.
    public static func runID(_ id: String, path: String = "run_id") throws(APIError) {
        if !isIdentifier(id, restLimit: 255) { throw .invalidParameter(invalidValue(path, id)) }
    }

    /// Checks the id of an experiment as a text: a letter or digit, then at most 63 more, dashes or underscores.
    public static func experimentID(_ id: String) throws(APIError) {
        if !isIdentifier(id, restLimit: 63) { throw .invalidParameter("Invalid experiment ID: '\(id)'") }
    }

    /// The number that the id of an experiment is for a store in a database; nil if 64 bits do not hold it.
    public static func experimentNumber(_ id: String) throws(APIError) -> Int64? {
        switch PythonNumber.integer(id) {
        case .small(let number): return number
        case .huge: return nil
        case nil:
            throw .invalidParameter("Invalid experiment ID '\(id)'. Experiment ID must be a valid integer.")
        }
    }

    /// Checks the name of an experiment.
    public static func experimentName(_ name: String) throws(APIError) {
        if name.isEmpty { throw .invalidParameter("Invalid experiment name: ''") }
        try checkLength("name", 500, name)
    }

    /// Checks the tag of an experiment.
    public static func experimentTag(key: String, value: String) throws(APIError) {
        try tagName(key)
        try checkLength("key", 250, key)
        try checkLength("value", 20000, value)
        try checkArchivalTag(key, value)
    }

    /// Python's `re.match(r"^[a-zA-Z0-9][\w\-]{0,n}$", id)`.
    private static func isIdentifier(_ id: String, restLimit: Int) -> Bool {
        let scalars = withoutLastNewline(id)
        guard let first = scalars.first, first.isASCII, first != "_", first.isPythonWord else { return false }
        let rest = scalars.dropFirst()
        return rest.count <= restLimit && rest.allSatisfy { $0 == "-" || $0.isPythonWord }
    }
}
