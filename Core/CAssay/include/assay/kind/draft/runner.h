// Assay: a runner: carries out one test run from start to exit code.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_RUNNER_H
#define ASSAY_KIND_RUNNER_H

#include "../../component.h"

#include <stdbool.h>

#define ASSAY_KIND_RUNNER "assay.runner/1"

// Called once, on the main thread, when a run has ended and every report is written.
typedef void (*assay_run_finished_t)(void *user_data, int32_t exit_code);

ASSAY_ENUM(assay_run_report){
    ASSAY_REPORT_USER_CLASSES = 0,    // what --list prints
    ASSAY_REPORT_TASK_RATIO = 1,      // what --show-task-ratio prints
    ASSAY_REPORT_TASK_RATIO_JSON = 2, // what --show-task-ratio-json prints
};
ASSAY_ENUM_TYPEDEF(assay_run_report, assay_run_report_t)

// The kind. The component's config holds the whole run: scenarios, users, shape, exporters, thresholds. A component is
// not stopped while a run is under way: stop_run comes first, and `stop` after `finished`.
typedef struct assay_runner {
    uint32_t struct_size;

    // Begins the run; `finished` comes later. An error means that nothing has begun.
    // [main, started]
    assay_status_t (*run)(const assay_component_t *runner, assay_run_finished_t finished, void *user_data,
                          assay_error_t *error);

    // Ends the run: gracefully first; a second call cuts everything off at once. `reason` is for the reports.
    // [main, started]
    void (*stop_run)(const assay_component_t *runner, const char *reason);

    // Changes the number of users by `difference`; not below 0. FAILED_PRECONDITION with a shape.
    // [main, started]
    assay_status_t (*add_users)(const assay_component_t *runner, int32_t difference, assay_error_t *error);

    // Calls `write` with a text about what would run, without running it.
    // [main, started]
    assay_status_t (*report)(const assay_component_t *runner, assay_run_report_t report,
                             void (*write)(void *user_data, assay_string_t text), void *user_data,
                             assay_error_t *error);
} assay_runner_t;

#endif
