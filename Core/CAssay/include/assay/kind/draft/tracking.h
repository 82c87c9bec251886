// Assay: a tracking store: experiments, runs, metrics, models and all that MLflow's REST API names.
//
// One call carries every operation. An operation is an endpoint of MLflow's REST API by the name of its RPC
// ("createRun", "logBatch"); its request is what a client of that endpoint would send, and its answer what the
// endpoint would answer, errors included: whoever speaks REST passes both through untouched.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_TRACKING_H
#define ASSAY_KIND_TRACKING_H

#include "../../component.h"

#include <stdbool.h>

#define ASSAY_KIND_TRACKING "assay.tracking/1"

// A call to carry out. Borrowed until `call` returns.
typedef struct assay_tracking_request {
    uint32_t struct_size;
    // Bits below.
    uint32_t flags;
    // The RPC's name, for instance "searchRuns".
    assay_string_t operation;
    // "" for the default workspace.
    assay_string_t workspace;
    // Who asks; "" when nobody is authenticated.
    assay_string_t principal;
    // A JSON object, or nothing.
    assay_bytes_t body;
    // The query string as received, without '?'.
    assay_string_t query;
    // The parts of the path that stand for fields of the request, percent-decoded.
    const assay_key_value_t *path_parameters;
    size_t path_parameter_count;
} assay_tracking_request_t;

// The request came with GET: fields are read from the query, and from the body only when there is no query.
#define ASSAY_TRACKING_GET 1u

// An answer. It belongs to the receiver until `release`.
typedef struct assay_tracking_response {
    uint32_t struct_size;
    // The HTTP status: 200, 400, 404 …
    int32_t http_status;
    // "application/json" as a rule. Static.
    const char *content_type;
    // The body: for a status of 400 and more, MLflow's error object as a rule.
    assay_bytes_t body;
    // The store's own.
    void *tracking_data;
} assay_tracking_response_t;

// A call in flight, in the caller's memory. Zero it, set on_done and user_data; it must neither move nor be freed before
// on_done.
typedef struct assay_tracking_call {
    // Called exactly once for each `call` or `log_metrics` that returned OK, on a work loop, never from inside it.
    // `response_owned` is never NULL; give it back with `release`.
    // [loop]
    void (*on_done)(struct assay_tracking_call *call, assay_tracking_response_t *response_owned);
    void *user_data;
    // The store's own.
    void *tracking_data[2];
} assay_tracking_call_t;

// One value of a metric.
typedef struct assay_metric_point {
    assay_string_t key;
    double value;
    // Milliseconds since 1970-01-01T00:00:00Z.
    int64_t timestamp_ms;
    int64_t step;
} assay_metric_point_t;

// The kind.
typedef struct assay_tracking {
    uint32_t struct_size;

    // Begins an operation. UNIMPLEMENTED when the store does not have it, RESOURCE_EXHAUSTED when too many calls are in
    // flight; whatever the operation itself runs into is told in its response.
    // [any, started]
    assay_status_t (*call)(const assay_component_t *tracking, const assay_tracking_request_t *request,
                           assay_tracking_call_t *call, assay_error_t *error);

    // The same as `call` with "logBatch" and nothing but metrics, without JSON on the way in. The points are borrowed
    // until it returns.
    // [any, started]
    assay_status_t (*log_metrics)(const assay_component_t *tracking, assay_string_t workspace, assay_string_t principal,
                                  assay_string_t run_id, const assay_metric_point_t *points, size_t point_count,
                                  assay_tracking_call_t *call, assay_error_t *error);

    // Asks for an early end of a call in flight. on_done comes all the same: with status 499, or with the answer when it was
    // too late. What was written stays written.
    // [any, started]
    void (*cancel)(const assay_component_t *tracking, assay_tracking_call_t *call);

    // Gives a response back; its memory is dead then.
    // [any]
    void (*release)(const assay_component_t *tracking, assay_tracking_response_t *response);
} assay_tracking_t;

#endif
