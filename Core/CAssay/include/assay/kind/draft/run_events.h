// Assay: the events of a test run other than requests, in Locust's words.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_RUN_EVENTS_H
#define ASSAY_KIND_RUN_EVENTS_H

#include "../../ext/draft/event.h"

// Once, after all plugins are loaded and the runner is made. [main]
#define ASSAY_HOOK_INIT "init"
// A new test begins. [main]
#define ASSAY_HOOK_TEST_START "test_start"
// The test is to end: before users are stopped. [main]
#define ASSAY_HOOK_TEST_STOPPING "test_stopping"
// All users have stopped. [main]
#define ASSAY_HOOK_TEST_STOP "test_stop"
// A ramp has reached its number of users. [main]
#define ASSAY_HOOK_SPAWNING_COMPLETE "spawning_complete"
// The statistics are about to be set back. [main]
#define ASSAY_HOOK_RESET_STATS "reset_stats"
// The process is about to end; listeners may still work. [main]
#define ASSAY_HOOK_QUITTING "quitting"
// The last thing before the process ends. [main]
#define ASSAY_HOOK_QUIT "quit"
// The generator uses more than 90 % of a core, or cannot keep its schedule. [main]
#define ASSAY_HOOK_CPU_WARNING "cpu_warning"

// The event of all hooks above. Unused members are 0.
typedef struct assay_run_event {
    assay_event_t event;
    // A number for this run, unique on this machine; NUL-terminated text.
    const char *run_id;
    uint32_t run_id_length;
    // Users at that moment.
    uint32_t user_count;
    // quit: the exit code so far.
    int32_t exit_code;
    // cpu_warning: percent of one core.
    double cpu_usage;
} assay_run_event_t;

// A user has begun, or has ended. [loop]
#define ASSAY_HOOK_USER_ADD "user_add"
#define ASSAY_HOOK_USER_REMOVE "user_remove"
// A task, on_start or on_stop has thrown. [loop]
#define ASSAY_HOOK_USER_ERROR "user_error"

// The event of user_add, user_remove and user_error.
typedef struct assay_user_event {
    assay_event_t event;
    const char *user_class;
    // user_error: the task's name, the error's text, and where it came from; else NULL.
    const char *task;
    const char *error;
    const char *trace;
    uint32_t user_class_length;
    uint32_t task_length;
    uint32_t error_length;
    uint32_t trace_length;
    uint64_t user_id;
} assay_user_event_t;

#endif
