// Assay: the first schema: experiments, runs and their data.
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Experiments, runs, params, tags, metrics, datasets.
    static let experimentsAndRuns = Migration(
        number: 1, title: "experiments, runs, metrics and datasets",
        text: """
            -- A group of runs. Times here and below are milliseconds since 1970-01-01T00:00:00Z.
            CREATE TABLE experiments (
              experiment_id {serial}, -- as clients see it, written in decimal; 0 is the default experiment
              workspace {text} NOT NULL DEFAULT 'default', -- the workspace that the experiment belongs to
              name {text} NOT NULL, -- unique in its workspace, deleted experiments included
              artifact_location {text} NOT NULL, -- the URI below which the artifacts of its runs are
              lifecycle_stage {text} NOT NULL DEFAULT 'active', -- active or deleted
              creation_time {integer} NOT NULL, -- when it was created
              last_update_time {integer} NOT NULL, -- when it was last renamed, tagged, deleted or restored
              UNIQUE (workspace, name)
            );
            CREATE INDEX experiments_by_time ON experiments (workspace, creation_time DESC, experiment_id DESC);

            -- Tags of experiments.
            CREATE TABLE experiment_tags (
              experiment_id {integer} NOT NULL REFERENCES experiments (experiment_id) ON DELETE CASCADE, -- the experiment
              key {text} NOT NULL, -- the tag's name
              value {text} NOT NULL, -- the tag's value
              PRIMARY KEY (experiment_id, key)
            ) {clustered};

            -- One execution of something worth recording.
            CREATE TABLE runs (
              run_no {serial}, -- the number by which other tables name the run
              run_id {text} NOT NULL UNIQUE, -- as clients see it: 32 hexadecimal digits
              experiment_id {integer} NOT NULL REFERENCES experiments (experiment_id), -- the experiment; it never changes
              name {text} NOT NULL, -- the same as the tag mlflow.runName
              user_id {text} NOT NULL, -- who started it, as the client said
              status {text} NOT NULL, -- RUNNING, SCHEDULED, FINISHED, FAILED or KILLED
              start_time {integer} NOT NULL, -- as the client said; it never changes
              end_time {integer}, -- as the client said; NULL while it runs
              deleted_time {integer}, -- when it was deleted; NULL for active runs
              lifecycle_stage {text} NOT NULL DEFAULT 'active', -- active or deleted
              artifact_uri {text} NOT NULL -- where its artifacts are
            );
            CREATE INDEX runs_by_start ON runs (experiment_id, lifecycle_stage, start_time DESC, run_id);

            -- Params of runs: written once. experiment_id and start_time are the run's, for searches.
            CREATE TABLE params (
              run_no {integer} NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE, -- the run
              key {text} NOT NULL, -- the param's name
              value {text} NOT NULL, -- the param's value
              experiment_id {integer} NOT NULL, -- the run's experiment
              start_time {integer} NOT NULL, -- the run's start time
              PRIMARY KEY (run_no, key)
            ) {clustered};
            CREATE INDEX params_by_value
              ON params (experiment_id, key, substr(value, 1, 256), start_time DESC, run_no);

            -- Tags of runs. experiment_id and start_time are the run's, for searches.
            CREATE TABLE tags (
              run_no {integer} NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE, -- the run
              key {text} NOT NULL, -- the tag's name
              value {text} NOT NULL, -- the tag's value
              experiment_id {integer} NOT NULL, -- the run's experiment
              start_time {integer} NOT NULL, -- the run's start time
              PRIMARY KEY (run_no, key)
            ) {clustered};
            CREATE INDEX tags_by_value
              ON tags (experiment_id, key, substr(value, 1, 256), start_time DESC, run_no);

            -- The names of metrics, each once.
            CREATE TABLE metric_keys (
              key_id {serial}, -- the number by which other tables name the metric
              key {text} NOT NULL UNIQUE -- the metric's name
            );

            -- The latest value of each metric of each run: the greatest by step, then timestamp, then value.
            CREATE TABLE latest_metrics (
              run_no {integer} NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE, -- the run
              key_id {integer} NOT NULL REFERENCES metric_keys (key_id), -- the metric
              value {real} NOT NULL, -- the value; 0 for NaN; the largest finite number for an infinity
              is_nan {integer} NOT NULL, -- 1 when the value is NaN
              timestamp {integer} NOT NULL, -- when it was measured, as the client said
              step {integer} NOT NULL, -- the step it belongs to
              experiment_id {integer} NOT NULL, -- the run's experiment
              start_time {integer} NOT NULL, -- the run's start time
              PRIMARY KEY (run_no, key_id)
            ) {clustered};
            CREATE INDEX latest_metrics_by_value
              ON latest_metrics (experiment_id, key_id, is_nan, value, start_time DESC, run_no);

            -- Metric values as they arrive: one row for each write to a run, folded into chunks later.
            CREATE TABLE metric_tail (
              tail_no {serial}, -- in order of arrival
              run_no {integer} NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE, -- the run
              points {bytes} NOT NULL -- the values, as Plugins/Tracking/Local/Series/README.md says
            );
            CREATE INDEX metric_tail_by_run ON metric_tail (run_no, tail_no);

            -- Metric values in order of time, many to a row.
            CREATE TABLE metric_chunks (
              run_no {integer} NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE, -- the run
              key_id {integer} NOT NULL REFERENCES metric_keys (key_id), -- the metric
              first_timestamp {integer} NOT NULL, -- the timestamp of the chunk's first value
              chunk_no {integer} NOT NULL, -- tells chunks apart that begin at the same timestamp
              points {bytes} NOT NULL, -- the values, as Plugins/Tracking/Local/Series/README.md says
              PRIMARY KEY (run_no, key_id, first_timestamp, chunk_no)
            ) {clustered};

            -- How often the tail of a run was folded: of two servers that fold it at once, one finds that it has changed.
            CREATE TABLE metric_folds (
              run_no {integer} PRIMARY KEY REFERENCES runs (run_no) ON DELETE CASCADE, -- the run
              fold_no {integer} NOT NULL -- from 1
            );

            -- Data sets that runs of an experiment have used.
            CREATE TABLE datasets (
              dataset_no {serial}, -- the number by which other tables name the data set
              dataset_id {text} NOT NULL UNIQUE, -- a UUID: 32 hexadecimal digits
              experiment_id {integer} NOT NULL REFERENCES experiments (experiment_id) ON DELETE CASCADE, -- the experiment
              name {text} NOT NULL, -- the data set's name
              digest {text} NOT NULL, -- a fingerprint of its content, made by the client
              source_type {text} NOT NULL, -- what kind of place it comes from
              source {text} NOT NULL, -- the place, as JSON text
              schema {text}, -- its columns, as JSON text
              profile {text}, -- figures about it, as JSON text
              UNIQUE (experiment_id, name, digest)
            );

            -- Which run has read which data set.
            CREATE TABLE run_datasets (
              run_no {integer} NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE, -- the run
              dataset_no {integer} NOT NULL REFERENCES datasets (dataset_no), -- the data set
              position {integer} NOT NULL, -- the order in which they were logged
              is_new {integer} NOT NULL DEFAULT 0, -- 1 within the transaction that logs it, which may add tags
              PRIMARY KEY (run_no, dataset_no)
            ) {clustered};
            CREATE INDEX run_datasets_by_dataset ON run_datasets (dataset_no, run_no);

            -- Tags of a run's data sets: mlflow.data.context says what it was used for.
            CREATE TABLE run_dataset_tags (
              run_no {integer} NOT NULL, -- the run
              dataset_no {integer} NOT NULL, -- the data set
              name {text} NOT NULL, -- the tag's name
              value {text} NOT NULL, -- the tag's value
              PRIMARY KEY (run_no, dataset_no, name),
              FOREIGN KEY (run_no, dataset_no) REFERENCES run_datasets (run_no, dataset_no) ON DELETE CASCADE
            ) {clustered};

            -- Artifacts whose owner is gone: the row goes when the files are gone.
            CREATE TABLE abandoned_artifacts (
              abandoned_no {serial}, -- in order of abandonment
              uri {text} NOT NULL -- the URI below which everything is to be deleted
            );
            """)
}
