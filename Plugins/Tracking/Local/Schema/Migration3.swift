// Assay: the third schema: imports.
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// What was taken over from elsewhere.
    static let imports = Migration(
        number: 3, title: "imports",
        text: """
            -- What was taken over from a database or a folder of MLflow's.
            CREATE TABLE imports (
              source {text} PRIMARY KEY, -- where it comes from, without a password
              started_time {integer} NOT NULL, -- when it was begun
              finished_time {integer} -- when it was done; NULL when it was cut off, and is to be begun again
            );
            """)
}
