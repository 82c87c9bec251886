// Assay: the data sets that runs have as inputs.
// SPDX-License-Identifier: Apache-2.0

extension Validation {
    /// Checks a data set and its tags. Every type of a source is allowed.
    public static func datasetInput(
        name: String, digest: String, sourceType: String, source: String, schema: String?, profile: String?,
        tags: [(String, String)]
    ) throws(APIError) {
        try checkLength("name", 500, name)
        try checkLength("digest", 36, digest)
        try checkLength("source", 65535, source)
        try checkLength("schema", 1_048_575, schema ?? "")
        try checkLength("profile", 16_777_215, profile ?? "")
        for (key, value) in tags {
            try checkLength("key", 255, key)
            try checkLength("value", 500, value)
        }
    }
}
