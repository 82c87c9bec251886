// Assay: the events of a tracking store, in MLflow's words.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_TRACKING_EVENTS_H
#define ASSAY_KIND_TRACKING_EVENTS_H

#include "../../ext/draft/event.h"

// All are emitted after the write is durable, on the loop that carried it out. [loop]
#define ASSAY_HOOK_CREATE_RUN "create_run"
#define ASSAY_HOOK_UPDATE_RUN "update_run"
// One event a run and write, however many points it holds: `count` says how many, `key` is the first one's.
#define ASSAY_HOOK_LOG_METRIC "log_metric"
#define ASSAY_HOOK_LOG_PARAM "log_param"
#define ASSAY_HOOK_SET_TAG "set_tag"
#define ASSAY_HOOK_LOG_ARTIFACT "log_artifact"
#define ASSAY_HOOK_REGISTER_MODEL "register_model"
#define ASSAY_HOOK_CREATE_MODEL_VERSION "create_model_version"
#define ASSAY_HOOK_SET_ALIAS "set_alias"
#define ASSAY_HOOK_TRANSITION_STAGE "transition_stage"

// Can be refused; the client gets PERMISSION_DENIED with the reason. before_operation is asked for every operation that
// writes, before anything is read, and for each upload, download and removal of an artifact through the server, with its
// path as `key`; the other two after the request was found valid.
#define ASSAY_HOOK_BEFORE_OPERATION "before_operation"
#define ASSAY_HOOK_BEFORE_SET_ALIAS "before_set_alias"
#define ASSAY_HOOK_BEFORE_TRANSITION_STAGE "before_transition_stage"

// The event of all hooks above. Texts that do not apply are NULL, numbers 0.
typedef struct assay_tracking_event {
    assay_event_t event;
    // The RPC's name: "setRegisteredModelAlias".
    const char *operation;
    const char *workspace;
    const char *principal;
    const char *experiment_id;
    const char *run_id;
    // The registered model or prompt.
    const char *name;
    const char *version;
    // The metric, param, tag, alias, or artifact's path.
    const char *key;
    // The param's or tag's value, or the stage.
    const char *value;
    // The metric's value.
    double number;
    uint32_t operation_length;
    uint32_t workspace_length;
    uint32_t principal_length;
    uint32_t experiment_id_length;
    uint32_t run_id_length;
    uint32_t name_length;
    uint32_t version_length;
    uint32_t key_length;
    uint32_t value_length;
    // How many values were written.
    uint32_t count;
} assay_tracking_event_t;

#endif
