// Assay: brings the schema up to date.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit
internal import AssayOperations
internal import CAssay

extension Store {
    /// The number of the lock that a server holds while it makes the table of migrations; others wait for it.
    private static let schemaLock: Int64 = 0x6173_7361_7901

    /// Checks whose database it is, runs the migrations that it lacks, and makes the default experiment.
    func prepareDatabase() async throws {
        try await refuseForeignTables()
        let table = SQLBatch()
        // IF NOT EXISTS does not keep two servers that start at once apart.
        if isPostgres { table.add("SELECT pg_advisory_xact_lock($1)::text", .scalars(.int(Self.schemaLock))) }
        for statement in SchemaText(isPostgres: isPostgres).statements(Migration.table) {
            table.add(SQLText(statement), isOnce: true)
        }
        _ = try await attempt(table)
        for migration in Migration.all { try await migrate(migration) }
        try await addDefaultExperiment()
    }

    /// Refuses a database that MLflow has made: it is imported, and never altered.
    private func refuseForeignTables() async throws {
        let batch = SQLBatch(.readOnly)
        batch.add(
            sql(
                postgres: """
                    SELECT table_name::text FROM information_schema.tables
                    WHERE table_schema = current_schema() AND table_name IN ('alembic_version', 'assay_migrations')
                    """,
                sqlite: """
                    SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('alembic_version', 'assay_migrations')
                    """))
        let rows = try await attempt(batch)[0]
        let names = (0..<rows.count).compactMap { rows.text($0, 0) }
        guard names.contains("alembic_version"), !names.contains("assay_migrations") else { return }
        throw AssayError(
            .ASSAY_STATUS_FAILED_PRECONDITION,
            "the database belongs to MLflow; bring it over with 'assay db import' into a new one")
    }

    /// Runs a migration in one transaction, unless it was run before; of two servers at once, one waits for the other.
    private func migrate(_ migration: Migration) async throws {
        let check = SQLBatch(.readOnly)
        check.add("SELECT number FROM assay_migrations WHERE number = $1", .scalars(.int(Int64(migration.number))))
        if try await attempt(check)[0].count > 0 { return }
        let batch = SQLBatch()
        // The key makes the second of two servers fail here, before it does anything.
        batch.add(
            "INSERT INTO assay_migrations (number, title, applied_at) VALUES ($1, $2, $3)",
            .scalars(.int(Int64(migration.number)), .text(migration.title), .int(Clock.milliseconds)))
        for statement in SchemaText(isPostgres: isPostgres).statements(migration.text) {
            batch.add(SQLText(statement), isOnce: true)
        }
        do throws(SQLFailure) {
            _ = try await attempt(batch)
        } catch {
            guard error.status == .ASSAY_STATUS_ALREADY_EXISTS, error.failedStatement == 0 else { throw error }
        }
    }

    /// Makes experiment 0 in a database that has no active experiment.
    func addDefaultExperiment() async throws(SQLFailure) {
        let batch = SQLBatch()
        batch.add(
            """
            INSERT INTO experiments (experiment_id, workspace, name, artifact_location, creation_time, last_update_time)
            SELECT 0, 'default', 'Default', $1, $2, $2
            WHERE NOT EXISTS (SELECT 1 FROM experiments WHERE lifecycle_stage = 'active')
            ON CONFLICT DO NOTHING
            """,
            .scalars(.text(ArtifactURI.appending(settings.artifactRoot, "0")), .int(Clock.milliseconds)))
        _ = try await attempt(batch)
    }
}

extension Migration {
    /// Which steps were taken.
    static let table = """
        -- The steps that brought the schema to where it is.
        CREATE TABLE IF NOT EXISTS assay_migrations (
          number {integer} NOT NULL PRIMARY KEY, -- the step's number, from 1 without a gap
          title {text} NOT NULL, -- what it added
          applied_at {integer} NOT NULL -- when it was taken
        );
        """
}
