// Assay: rules whose checks are not written yet; each goes when its check comes.
// SPDX-License-Identifier: Apache-2.0

extension Validation {
    public static func metric(key: String, value: Double, timestamp: Int64, step: Int64, path: String = "")
        throws(APIError)
    {}
    public static func param(key: String, value: String, path: String = "") throws(APIError) -> String { value }
    public static func tag(key: String, value: String, path: String = "") throws(APIError) -> String { value }
    public static func runID(_ id: String) throws(APIError) {}
    public static func batchLimits(metrics: Int, params: Int, tags: Int) throws(APIError) {}
    public static func paramKeysUnique(_ keys: [String]) throws(APIError) {}
    public static func experimentName(_ name: String) throws(APIError) {}
    public static func experimentTag(key: String, value: String) throws(APIError) {}
    public static func datasetInput(
        name: String, digest: String, sourceType: String, source: String, schema: String?, profile: String?,
        tags: [(String, String)]
    ) throws(APIError) {}
}
