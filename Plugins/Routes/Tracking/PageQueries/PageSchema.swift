// Assay: the GraphQL schema of MLflow's page.
// SPDX-License-Identifier: Apache-2.0
import GraphQL

/// What the page may ask.
enum PageSchema {
    /// The schema, as MLflow 3.17.2 has it.
    static func make() throws -> Schema { try Schema(runs + models) }
}
