// Assay: reads registered models, one or a page of them.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// Adds the statements that read registered models to a batch, and takes the models from what they return.
struct RegisteredModelReader {
    /// Which models a statement is about, as a condition on the table under the name r.
    private struct Texts {
        let models: SQLText
        let versions: SQLText
        let versionTags: SQLText
        let tags: SQLText
        let aliases: SQLText

        init(_ isWanted: String) {
            models = SQLText("SELECT \(RegisteredModel.columns) FROM registered_models r WHERE \(isWanted)")
            // The highest version in each stage; stages in the order of their first versions.
            let latest = """
                FROM registered_models r CROSS JOIN stages s JOIN model_versions v ON v.registered_no = r.registered_no \
                AND v.version = (SELECT max(x.version) FROM model_versions x \
                WHERE x.registered_no = r.registered_no AND x.current_stage = s.stage)
                """
            let stages = "WITH stages (stage) AS (VALUES ('None'), ('Staging'), ('Production'), ('Archived'))"
            versions = SQLText(
                """
                \(stages) SELECT \(ModelVersion.columns) \(latest) WHERE \(isWanted) \
                ORDER BY r.registered_no, (SELECT min(x.version) FROM model_versions x \
                WHERE x.registered_no = r.registered_no AND x.current_stage = s.stage)
                """)
            versionTags = SQLText(
                """
                \(stages) SELECT t.registered_no, t.version, t.key, t.value \(latest) JOIN model_version_tags t \
                ON t.registered_no = v.registered_no AND t.version = v.version WHERE \(isWanted) \
                ORDER BY t.registered_no, t.version, t.key
                """)
            tags = SQLText(
                """
                SELECT t.registered_no, t.key, t.value FROM registered_models r JOIN registered_model_tags t \
                ON t.registered_no = r.registered_no WHERE \(isWanted) ORDER BY t.registered_no, t.key
                """)
            aliases = SQLText(
                """
                SELECT a.registered_no, a.alias, a.version FROM registered_models r JOIN registered_model_aliases a \
                ON a.registered_no = r.registered_no WHERE \(isWanted) ORDER BY a.registered_no, a.alias
                """)
        }
    }

    private static let ofOne = Texts("r.workspace = $1 AND r.name = $2")
    private static let ofSet = Texts("r.registered_no IN (SELECT value FROM json_each($1))")
    private static let ofArray = Texts("r.registered_no = ANY($1)")

    private let first: Int

    /// Reads the model with a name.
    init(_ batch: SQLBatch, workspace: String, name: String) {
        self.init(batch, Self.ofOne, .scalars(.text(workspace), .text(name)))
    }

    /// Reads some models.
    init(_ batch: SQLBatch, numbers: [Int64], isPostgres: Bool) {
        self.init(batch, isPostgres ? Self.ofArray : Self.ofSet, .arrays([SQLColumn(numbers)]))
    }

    private init(_ batch: SQLBatch, _ texts: Texts, _ parameters: SQLParameters) {
        first = batch.add(texts.models, parameters)
        batch.add(texts.versions, parameters)
        batch.add(texts.versionTags, parameters)
        batch.add(texts.tags, parameters)
        batch.add(texts.aliases, parameters)
    }

    /// The models that there are.
    func models(_ results: SQLResults) -> [RegisteredModel] {
        let rows = results[first]
        var models = (0..<rows.count).map { RegisteredModel(rows, $0) }
        let places = Dictionary(models.indices.map { (models[$0].number, $0) }) { first, _ in first }
        func each(_ statement: Int, _ take: (SQLRows, Int, inout RegisteredModel) -> Void) {
            let rows = results[first + statement]
            for row in 0..<rows.count {
                if let place = places[rows.int(row, 0) ?? 0] { take(rows, row, &models[place]) }
            }
        }
        each(1) { $2.latestVersions.append(ModelVersion($0, $1)) }
        each(2) { rows, row, model in
            guard let place = model.latestVersions.firstIndex(where: { $0.version == rows.int(row, 1) }) else { return }
            model.latestVersions[place].tags.append(
                KeyValue(key: rows.text(row, 2) ?? "", value: rows.text(row, 3) ?? ""))
        }
        each(3) { $2.tags.append(KeyValue(key: $0.text($1, 1) ?? "", value: $0.text($1, 2) ?? "")) }
        each(4) { rows, row, model in
            model.aliases.append(.init(name: rows.text(row, 1) ?? "", version: rows.int(row, 2) ?? 0))
        }
        return models
    }
}
