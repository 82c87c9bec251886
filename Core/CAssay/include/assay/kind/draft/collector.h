// Assay: a collector: counts requests on each loop without locks, and merges them on the main thread.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_COLLECTOR_H
#define ASSAY_KIND_COLLECTOR_H

#include "../../component.h"
#include "request_event.h"
#include "run_events.h"

#include <stdbool.h>

#define ASSAY_KIND_COLLECTOR "assay.collector/1"

// The percentiles of a row, in this order: 50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99, 100 (the exact maximum).
#define ASSAY_PERCENTILE_COUNT 11
// The phases of a row: blocked, connecting, tls_handshaking, sending, waiting, receiving.
#define ASSAY_PHASE_COUNT 6

// Times of one population, in milliseconds. All 0 when count is 0.
typedef struct assay_trend {
    uint64_t count;
    double minimum;
    double maximum;
    double average;
    double percentiles[ASSAY_PERCENTILE_COUNT];
} assay_trend_t;

ASSAY_ENUM(assay_row_kind){
    ASSAY_ROW_REQUEST = 0,    // one (method, name)
    ASSAY_ROW_USER_CLASS = 1, // all requests of one user class; method is "", name the class
    ASSAY_ROW_TOTAL = 2,      // all requests; method is "", name "Aggregated"
};
ASSAY_ENUM_TYPEDEF(assay_row_kind, assay_row_kind_t)

typedef struct assay_stats_row {
    uint32_t struct_size;
    assay_row_kind_t kind;
    const char *method;
    const char *name;
    // Finished requests, failures among them; and requests that the end of the test cut off, which are in neither.
    uint64_t request_count;
    uint64_t failure_count;
    uint64_t interrupted_count;
    // Bodies received; all bytes sent and received.
    uint64_t content_length;
    uint64_t bytes_sent;
    uint64_t bytes_received;
    // Over the run so far, and over the last 10 s.
    double total_rps;
    double total_failures_per_second;
    double current_rps;
    double current_failures_per_second;
    // From schedule, and from send: the same figures in the closed model.
    assay_trend_t response_time;
    assay_trend_t response_time_from_send;
    // Response times of the last 10 s: 50 % and 95 %, and all that assay_trend_t has, in its order. Negative when there is
    // no request.
    double current_median;
    double current_percentile_95;
    double current_percentiles[ASSAY_PERCENTILE_COUNT];
    assay_trend_t phases[ASSAY_PHASE_COUNT];
    // Wall clock; 0 when there was none.
    assay_time_t first_request;
    assay_time_t last_request;
} assay_stats_row_t;

// Failures of one (method, name) with the same text.
typedef struct assay_stats_error {
    uint32_t struct_size;
    const char *method;
    const char *name;
    const char *error;
    uint64_t occurrences;
    assay_time_t first_seen;
    assay_time_t last_seen;
} assay_stats_error_t;

// Errors thrown by tasks with the same text and trace.
typedef struct assay_stats_exception {
    uint32_t struct_size;
    const char *message;
    const char *trace;
    // Of the user class and task where it was first seen.
    const char *user_class;
    const char *task;
    uint64_t count;
} assay_stats_exception_t;

typedef struct assay_stats_snapshot {
    uint32_t struct_size;
    assay_time_t time;
    // When the statistics began: the start of the test, or the last reset.
    assay_time_t start_time;
    // Ordered by name, then method; user classes, then the total, follow.
    const assay_stats_row_t *rows;
    size_t row_count;
    // The last of `rows`.
    const assay_stats_row_t *total;
    const assay_stats_error_t *errors;
    size_t error_count;
    // Failures beyond the bound on different errors; they are in the last entry of `errors` too.
    uint64_t other_error_count;
    const assay_stats_exception_t *exceptions;
    size_t exception_count;
    // Different (method, name) beyond the limit were put into "(other names)".
    bool has_other_names;
    // For the functions below.
    void *snapshot_data;

    // Calls `visit` for each bucket of a row's response times that is not empty, in rising order, with the bucket's
    // middle in milliseconds. `row` is one of `rows`.
    // [main, started]
    void (*visit_response_times)(const struct assay_stats_snapshot *snapshot, const assay_stats_row_t *row,
                                 void (*visit)(void *user_data, double response_time_ms, uint64_t count),
                                 void *user_data);

    // Calls `visit` for each of the last 16 seconds of the wall clock in which a request of the row ended, oldest first.
    // [main, started]
    void (*visit_seconds)(const struct assay_stats_snapshot *snapshot, const assay_stats_row_t *row,
                          void (*visit)(void *user_data, int64_t second, uint64_t requests, uint64_t failures),
                          void *user_data);
} assay_stats_snapshot_t;

// What to compute for `query`.
typedef struct assay_stats_query {
    uint32_t struct_size;
    // k6's names: http_req_duration, http_req_blocked, …_connecting, …_tls_handshaking, …_sending, …_waiting,
    // …_receiving (milliseconds), http_req_from_send (milliseconds, the closed-model view of http_req_duration),
    // http_reqs, http_req_failed, http_req_interrupted, data_sent, data_received.
    const char *metric;
    // Filters; NULL for all.
    const char *method;
    const char *name;
    const char *user_class;
    // "avg", "min", "max", "med", "p" (with percentile), "count", "rate" (a share for http_req_failed, else per second).
    const char *aggregation;
    // 0 to 100.
    double percentile;
} assay_stats_query_t;

typedef struct assay_collector_shard assay_collector_shard_t;

// The kind.
typedef struct assay_collector {
    uint32_t struct_size;

    // Makes the shard of a loop.
    // [main, started]
    assay_collector_shard_t *(*open_shard)(const assay_component_t *collector, uint32_t loop_index);

    // Returns the id of (method, name) in this shard.
    // [loop, started]
    uint32_t (*intern)(assay_collector_shard_t *shard, assay_string_t method, assay_string_t name);

    // Returns the id of a user class in this shard, for `add`.
    // [loop, started]
    uint32_t (*intern_user_class)(assay_collector_shard_t *shard, assay_string_t name);

    // Counts a request.
    // [loop, started]
    void (*add)(assay_collector_shard_t *shard, uint32_t user_class_id, const assay_request_event_t *event);

    // Counts an error thrown by a task.
    // [loop, started]
    void (*add_exception)(assay_collector_shard_t *shard, const assay_user_event_t *event);

    // Sets apart what the shard has counted since the last call, for `merge`. Cheap. A second call before `merge` does
    // nothing.
    // [loop, started]
    void (*flip)(assay_collector_shard_t *shard);

    // Adds what `flip` set apart to the totals. The shard's loop may go on counting meanwhile.
    // [main, started]
    void (*merge)(assay_collector_shard_t *shard);

    // Forgets the totals; what shards set apart before is to be merged first, and is forgotten as well.
    // [main, started]
    void (*reset)(const assay_component_t *collector, assay_time_t now);

    // The totals at `now`. Valid until the next call of snapshot, reset, stop or destroy.
    // [main, started]
    const assay_stats_snapshot_t *(*snapshot)(const assay_component_t *collector, assay_time_t now);

    // One number over the totals. NOT_FOUND when no request fits the filters (`value` is then 0), INVALID_ARGUMENT for a
    // metric or aggregation that does not exist.
    // [main, started]
    assay_status_t (*query)(const assay_component_t *collector, const assay_stats_query_t *query, assay_time_t now,
                            double *value, assay_error_t *error);
} assay_collector_t;

#endif
