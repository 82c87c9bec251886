// Assay: the second schema: logged models, the model registry, webhooks.
// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Logged models, registered models with versions and aliases, webhooks.
    static let modelsAndWebhooks = Migration(
        number: 2, title: "logged models, the model registry and webhooks",
        text: """
            -- Models that runs have produced.
            CREATE TABLE logged_models (
              model_no {serial}, -- the number by which other tables name the model
              model_id {text} NOT NULL UNIQUE, -- as clients see it: m- and 32 hexadecimal digits
              experiment_id {integer} NOT NULL REFERENCES experiments (experiment_id) ON DELETE CASCADE, -- the experiment
              name {text} NOT NULL, -- the model's name; not unique
              artifact_location {text} NOT NULL, -- where its files are
              creation_timestamp {integer} NOT NULL, -- when it was created
              last_updated_timestamp {integer} NOT NULL, -- when it was last changed
              status {integer} NOT NULL, -- 0 unspecified, 1 pending, 2 ready, 3 upload failed
              lifecycle_stage {text} NOT NULL DEFAULT 'active', -- active or deleted
              model_type {text} NOT NULL, -- as the client said; may be empty
              source_run_id {text} NOT NULL, -- the run that made it, as the client said; may be empty
              status_message {text} -- why the upload failed
            );
            CREATE INDEX logged_models_by_time
              ON logged_models (experiment_id, lifecycle_stage, creation_timestamp DESC, model_id DESC);

            -- Params of logged models.
            CREATE TABLE logged_model_params (
              model_no {integer} NOT NULL REFERENCES logged_models (model_no) ON DELETE CASCADE, -- the model
              key {text} NOT NULL, -- the param's name
              value {text} NOT NULL, -- the param's value
              PRIMARY KEY (model_no, key)
            ) {clustered};

            -- Tags of logged models.
            CREATE TABLE logged_model_tags (
              model_no {integer} NOT NULL REFERENCES logged_models (model_no) ON DELETE CASCADE, -- the model
              key {text} NOT NULL, -- the tag's name
              value {text} NOT NULL, -- the tag's value
              PRIMARY KEY (model_no, key)
            ) {clustered};

            -- Metrics of logged models, measured by runs on data sets.
            CREATE TABLE logged_model_metrics (
              metric_no {serial}, -- in order of arrival
              model_no {integer} NOT NULL REFERENCES logged_models (model_no) ON DELETE CASCADE, -- the model
              key {text} NOT NULL, -- the metric's name
              timestamp {integer} NOT NULL, -- when it was measured
              step {integer} NOT NULL, -- the step
              run_id {text} NOT NULL REFERENCES runs (run_id) ON DELETE CASCADE, -- the run that measured it
              value {real} NOT NULL, -- the value; 0 for NaN; the largest finite number for an infinity
              dataset_name {text}, -- the name of the data set it was measured on
              dataset_digest {text}, -- the data set's digest
              UNIQUE (model_no, key, timestamp, step, run_id)
            );
            CREATE INDEX logged_model_metrics_by_run ON logged_model_metrics (run_id);

            -- Models that a run has read.
            CREATE TABLE run_model_inputs (
              run_no {integer} NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE, -- the run
              model_id {text} NOT NULL, -- the model
              PRIMARY KEY (run_no, model_id)
            ) {clustered};

            -- Models that a run has made.
            CREATE TABLE run_model_outputs (
              run_no {integer} NOT NULL REFERENCES runs (run_no) ON DELETE CASCADE, -- the run
              model_id {text} NOT NULL, -- the model
              step {integer} NOT NULL, -- the step at which it was made
              PRIMARY KEY (run_no, model_id)
            ) {clustered};

            -- Names under which models and prompts are registered.
            CREATE TABLE registered_models (
              registered_no {serial}, -- the number by which other tables name it
              workspace {text} NOT NULL DEFAULT 'default', -- the workspace it belongs to
              name {text} NOT NULL, -- unique in its workspace
              creation_time {integer} NOT NULL, -- when it was created
              last_updated_time {integer} NOT NULL, -- when it or one of its versions was last changed
              description {text} NOT NULL, -- for people; may be empty
              UNIQUE (workspace, name)
            );
            CREATE INDEX registered_models_by_time ON registered_models (workspace, last_updated_time DESC, name);

            -- Tags of registered models. Prompts are those whose tag mlflow.prompt.is_prompt is true.
            CREATE TABLE registered_model_tags (
              registered_no {integer} NOT NULL REFERENCES registered_models (registered_no) ON DELETE CASCADE, -- the model
              key {text} NOT NULL, -- the tag's name
              value {text} NOT NULL, -- the tag's value
              PRIMARY KEY (registered_no, key)
            ) {clustered};

            -- Versions of registered models. A deleted version keeps its row, so that its number is never used again.
            CREATE TABLE model_versions (
              registered_no {integer} NOT NULL REFERENCES registered_models (registered_no) ON DELETE CASCADE, -- the model
              version {integer} NOT NULL, -- from 1
              creation_time {integer} NOT NULL, -- when it was created
              last_updated_time {integer} NOT NULL, -- when it was last changed
              description {text}, -- for people; of a prompt: the commit message
              user_id {text}, -- who created it
              current_stage {text} NOT NULL, -- None, Staging, Production, Archived or Deleted_Internal
              source {text} NOT NULL, -- where the files come from, as the client said
              storage_location {text} NOT NULL, -- where the files are
              run_id {text}, -- the run that made it; may be empty
              run_link {text}, -- a link to that run; may be empty
              status {text} NOT NULL, -- READY
              status_message {text}, -- why it is not ready
              PRIMARY KEY (registered_no, version)
            ) {clustered};
            CREATE INDEX model_versions_by_stage ON model_versions (registered_no, current_stage, version);
            CREATE INDEX model_versions_by_run ON model_versions (run_id);
            CREATE INDEX model_versions_by_time ON model_versions (last_updated_time DESC);

            -- Tags of model versions.
            CREATE TABLE model_version_tags (
              registered_no {integer} NOT NULL, -- the model
              version {integer} NOT NULL, -- the version
              key {text} NOT NULL, -- the tag's name
              value {text} NOT NULL, -- the tag's value
              PRIMARY KEY (registered_no, version, key),
              FOREIGN KEY (registered_no, version) REFERENCES model_versions (registered_no, version) ON DELETE CASCADE
            ) {clustered};
            CREATE INDEX prompts_by_version ON model_version_tags (registered_no)
              WHERE key = 'mlflow.prompt.is_prompt' AND value = 'true';

            -- Names for versions, for instance champion.
            CREATE TABLE registered_model_aliases (
              registered_no {integer} NOT NULL REFERENCES registered_models (registered_no) ON DELETE CASCADE, -- the model
              alias {text} NOT NULL, -- the name
              version {integer} NOT NULL, -- the version it stands for
              PRIMARY KEY (registered_no, alias)
            ) {clustered};

            -- Whom to tell of changes in the registry.
            CREATE TABLE webhooks (
              webhook_no {serial}, -- the number by which other tables name it
              webhook_id {text} NOT NULL UNIQUE, -- as clients see it
              workspace {text} NOT NULL DEFAULT 'default', -- the workspace it belongs to
              name {text} NOT NULL, -- for people
              description {text}, -- for people
              url {text} NOT NULL, -- where events are sent
              secret {bytes}, -- what they are signed with, encrypted; NULL when they are not signed
              status {text} NOT NULL, -- ACTIVE or DISABLED
              creation_timestamp {integer} NOT NULL, -- when it was created
              last_updated_timestamp {integer} NOT NULL -- when it was last changed
            );

            -- Which events a webhook is for.
            CREATE TABLE webhook_events (
              webhook_no {integer} NOT NULL REFERENCES webhooks (webhook_no) ON DELETE CASCADE, -- the webhook
              entity {text} NOT NULL, -- what has changed: registered_model, model_version …
              action {text} NOT NULL, -- how: created, updated, deleted, set
              PRIMARY KEY (webhook_no, entity, action)
            ) {clustered};
            """)
}
