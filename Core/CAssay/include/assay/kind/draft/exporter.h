// Assay: an exporter: writes what a run found, to a file, a terminal or another system.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_EXPORTER_H
#define ASSAY_KIND_EXPORTER_H

#include "../../component.h"
#include "collector.h"

#define ASSAY_KIND_EXPORTER "assay.exporter/1"

typedef struct assay_user_class_count {
    const char *user_class;
    uint32_t user_count;
} assay_user_class_count_t;

// A row of the tree that --show-task-ratio prints.
typedef struct assay_task_ratio {
    // 0 is a user class, 1 a task of it, 2 a task of a nested set …
    uint32_t depth;
    const char *name;
    // Share of the whole run, and within the parent; 0 to 1.
    double total_ratio;
    double ratio;
} assay_task_ratio_t;

// What is known when a run begins. Lives until `finish` has returned.
typedef struct assay_run_info {
    uint32_t struct_size;
    const char *run_id;
    // The targets as given on the command line, joined by ", ".
    const char *scenario;
    // The base URL; "" when every class has its own.
    const char *host;
    assay_time_t start_time;
    // The run's options as JSON text.
    const char *options;
    const assay_task_ratio_t *task_ratios;
    size_t task_ratio_count;
} assay_run_info_t;

// How a run stands.
typedef struct assay_run_state {
    uint32_t struct_size;
    // Locust's words: "spawning", "running", "stopping", "stopped".
    const char *state;
    uint32_t user_count;
    const assay_user_class_count_t *user_classes;
    size_t user_class_count;
    // Iterations begun and ended; in the open model those that found no free user.
    uint64_t iteration_count;
    uint64_t dropped_iteration_count;
    // Of the generator: percent of one core, its largest loop lag and the 99th percentile of its dispatch delay over the
    // last second, in milliseconds.
    double cpu_usage;
    double loop_lag_ms;
    double dispatch_delay_p99_ms;
} assay_run_state_t;

// One threshold, judged.
typedef struct assay_threshold_result {
    // As given: "http_req_duration{name:/pay} p(95)<250".
    const char *expression;
    double value;
    bool has_value;
    bool is_passed;
} assay_threshold_result_t;

// How a run ended. Lives until `finish` has returned.
typedef struct assay_run_result {
    uint32_t struct_size;
    int32_t exit_code;
    assay_time_t end_time;
    // "run time reached", "interrupted", "shape finished", "stopped by a user", "threshold failed" …
    const char *reason;
    // Why the run is INVALID; "" when it is valid.
    const char *invalid_reason;
    const assay_threshold_result_t *thresholds;
    size_t threshold_count;
    // Over the whole run.
    uint64_t iteration_count;
    uint64_t dropped_iteration_count;
    double dispatch_delay_p99_ms;
    double loop_lag_max_ms;
    double cpu_usage_max;
} assay_run_result_t;

// The kind. All calls come on the main thread and must be short; an exporter with slow work hands it to workers.h.
typedef struct assay_exporter {
    uint32_t struct_size;

    // A run begins. On an error the run does not start.
    // [main, started]
    assay_status_t (*begin)(const assay_component_t *exporter, const assay_run_info_t *info, assay_error_t *error);

    // Called about once a second. Borrowed for the call.
    // [main, started]
    void (*update)(const assay_component_t *exporter, const assay_stats_snapshot_t *snapshot,
                   const assay_run_state_t *state);

    // The run has ended: everything is to be on disk when it returns. On an error the run's exit code becomes 2.
    // [main, started]
    assay_status_t (*finish)(const assay_component_t *exporter, const assay_stats_snapshot_t *snapshot,
                             const assay_run_state_t *state, const assay_run_result_t *result, assay_error_t *error);
} assay_exporter_t;

#endif
