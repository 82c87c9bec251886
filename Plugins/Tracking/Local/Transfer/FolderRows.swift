// Assay: rows of a folder of MLflow's on their way into the database.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import TrackingFolder

/// Gathers what was read of a folder, and writes it by the statements that an import of a database has, all of it in one
/// transaction: what belongs to something comes after it.
final class FolderRows {
    /// How many rows and points are in memory at once.
    static let most = 5000
    private static let tables =
        TransferTable.importedRuns + TransferTable.importedInputs
        + TransferTable.importedModels + TransferTable.importedRegistry

    private let progress: TransferProgress
    private var rows: [FolderRecord.Kind: [FolderRecord]] = [:]
    private var points: [MetricWrite] = []
    private var counts: [FolderRecord.Kind: TransferCount] = [:]
    private var pointCount = TransferCount(entity: "metric points")
    private var size = 0

    init(_ progress: TransferProgress) {
        self.progress = progress
    }

    /// Whether it is time to write.
    var isFull: Bool { size >= Self.most }

    func add(_ records: [FolderRecord]) {
        for record in records { rows[record.kind, default: []].append(record) }
        size += records.count
    }

    /// Adds points of a run that is there or was added.
    func add(_ write: MetricWrite, count: Int) {
        points.append(write)
        pointCount.found += count
        pointCount.taken += count
        size += count
    }

    /// Writes everything.
    func write(_ store: Store) async throws(SQLFailure) {
        let batch = SQLBatch()
        var added: [(FolderRecord.Kind, statement: Int)] = []
        for kind in FolderRecord.Kind.allCases {
            guard let records = rows[kind], let table = kind.table(Self.tables) else { continue }
            added.append((kind, batch.add(SQLText(table.insert), .each(Self.columns(records, table)))))
        }
        for write in points {
            batch.add(
                "INSERT INTO metric_tail (run_no, points) SELECT run_no, $2 FROM runs WHERE run_id = $1",
                .scalars(.text(write.runID), .bytes(write.row)), expecting: 1)
        }
        guard batch.count > 0 else { return }
        let results = try await store.attempt(batch)
        for (kind, statement) in added {
            counts[kind, default: TransferCount(entity: kind.entity)].found += rows[kind]?.count ?? 0
            counts[kind]?.taken += results.affectedRows(statement)
        }
        progress.report(pointCount.found > 0 ? pointCount : counts[.run] ?? pointCount)
        rows = [:]
        points = []
        size = 0
    }

    /// Says what there was.
    func end() {
        for kind in FolderRecord.Kind.allCases { progress.add(counts[kind] ?? TransferCount(entity: kind.entity)) }
        progress.add(pointCount)
    }

    private static func columns(_ records: [FolderRecord], _ table: TransferTable) -> [SQLColumn] {
        table.columns.filter { !$0.isCursor }.map { column in
            let values = SQLColumn(column.type)
            for record in records {
                switch record.values[column.name] {
                case .int(let number)?: values.append(number)
                case .double(let number)?: values.append(number.isNaN ? 0 : MetricWrite.stored(number))
                case .text(let text)?: values.append(text)
                case nil: values.appendNull()
                }
            }
            return values
        }
    }
}

extension FolderRecord.Kind {
    /// What the report of an import calls it.
    var entity: String {
        switch self {
        case .experiment: "experiments"
        case .experimentTag: "experiment tags"
        case .run: "runs"
        case .param: "params"
        case .tag: "run tags"
        case .latestMetric: "latest metrics"
        case .dataset: "data sets"
        case .runDataset: "data sets of runs"
        case .datasetTag: "tags of data sets"
        case .modelInput: "models that runs have read"
        case .modelOutput: "models that runs have made"
        case .loggedModel: "logged models"
        case .loggedModelParam: "params of logged models"
        case .loggedModelTag: "tags of logged models"
        case .loggedModelMetric: "metrics of logged models"
        case .registeredModel: "registered models and prompts"
        case .registeredModelTag: "their tags"
        case .version: "versions"
        case .versionTag: "tags of versions"
        case .alias: "aliases"
        }
    }

    fileprivate func table(_ tables: [TransferTable]) -> TransferTable? { tables.first { $0.entity == entity } }
}
