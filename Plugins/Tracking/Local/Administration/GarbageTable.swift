// Assay: a table whose rows have files, for the garbage collection.
// SPDX-License-Identifier: Apache-2.0
internal import AssayKit

/// A table whose rows belong to experiments, may be deleted, and have files. The statements take a row's number and the
/// time before which it was deleted.
struct GarbageTable {
    let name: String
    /// The columns: the key, the id that clients see, where the files are, and when the row was deleted.
    let number: String
    let id: String
    let place: String
    let deletedTime: String

    /// The condition is a part of each statement, since a row may be restored between two of them.
    private var deleted: String {
        """
        FROM \(name) t JOIN experiments e ON e.experiment_id = t.experiment_id
        WHERE ((t.lifecycle_stage = 'deleted' AND t.\(deletedTime) <= $2)
          OR (e.lifecycle_stage = 'deleted' AND e.last_update_time <= $2))
        """
    }

    /// A page of what may go: its number, id and experiment.
    var candidates: SQLText {
        SQLText(
            "SELECT t.\(number), t.\(id), t.experiment_id \(deleted) AND t.\(number) > $1 ORDER BY t.\(number) LIMIT 200"
        )
    }

    /// Notes where a row's files are. On PostgreSQL it locks the row, so that nobody restores it before it is gone;
    /// SQLite has one writer.
    func noting(isPostgres: Bool) -> SQLText {
        SQLText(
            """
            INSERT INTO abandoned_artifacts (uri) SELECT t.\(place) \(deleted) AND t.\(number) = $1 \
            \(isPostgres ? "FOR UPDATE OF t" : "")
            """)
    }

    /// Removes a row.
    var deletion: SQLText {
        SQLText("DELETE FROM \(name) WHERE \(number) = (SELECT t.\(number) \(deleted) AND t.\(number) = $1)")
    }
}
