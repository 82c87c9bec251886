// Assay: the bound on custom views.
// SPDX-License-Identifier: Apache-2.0
internal import AssayOperations

/// Views of an experiment that MLflow's page keeps in its tags; their number is bounded.
enum CustomViews {
    private static let prefix = "mlflow.customView.view"
    private static let most = 50

    /// Whether a tag holds a view.
    static func isView(_ key: String) -> Bool { key.hasPrefix(prefix) }

    /// Refuses a new experiment with too many views.
    static func check(_ tags: [KeyValue]) throws(APIError) {
        if tags.count(where: { isView($0.key) }) > most { throw tooMany("") }
    }

    /// Refuses a view more than an experiment may have; one that is there may be written again.
    static func check(adding key: String, to experiment: Experiment) throws(APIError) {
        guard !experiment.tags.contains(where: { $0.key == key }) else { return }
        if experiment.tags.count(where: { isView($0.key) }) >= most {
            throw tooMany(" for experiment \(experiment.id)")
        }
    }

    private static func tooMany(_ place: String) -> APIError {
        .invalidParameter(
            """
            Unable to create another custom view\(place); the maximum number of custom views per experiment is \
            \(most). Delete an existing custom view before creating a new one.
            """)
    }
}
