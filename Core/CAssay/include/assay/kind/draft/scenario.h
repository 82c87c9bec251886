// Assay: a scenario: what simulated users do. It describes classes and tasks; the runner chooses, waits and calls.
//
// A user does one step at a time: the runner calls run_step, the scenario answers later (or at once) with `finish`.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_SCENARIO_H
#define ASSAY_KIND_SCENARIO_H

#include "../../component.h"
#include "../../ext/draft/loops.h"
#include "client.h"

#include <stdbool.h>

#define ASSAY_KIND_SCENARIO "assay.scenario/1"

#define ASSAY_NONE UINT32_MAX

// How long a user waits between two tasks. Times in seconds.
ASSAY_ENUM(assay_wait_kind){
    ASSAY_WAIT_INHERIT = 0,             // as the enclosing task set, at last the user class; there it means none
    ASSAY_WAIT_CONSTANT = 1,            // first
    ASSAY_WAIT_BETWEEN = 2,             // uniform between first and second
    ASSAY_WAIT_CONSTANT_PACING = 3,     // what remains of `first` since the last wait ended
    ASSAY_WAIT_CONSTANT_THROUGHPUT = 4, // pacing of 1 / first
    ASSAY_WAIT_POISSON = 5,             // exponential with mean 1 / first
    ASSAY_WAIT_CUSTOM = 6,              // asks get_wait_time
};
ASSAY_ENUM_TYPEDEF(assay_wait_kind, assay_wait_kind_t)

typedef struct assay_wait {
    assay_wait_kind_t kind;
    uint32_t reserved;
    double first;
    double second;
} assay_wait_t;

// How a task set chooses its next task.
ASSAY_ENUM(assay_order){
    ASSAY_ORDER_WEIGHTED = 0,   // at random, by weight
    ASSAY_ORDER_SEQUENTIAL = 1, // in the order of the list, for ever; a weight repeats an entry in place
    ASSAY_ORDER_MARKOV = 2,     // by the transitions of the last task, from the first one on
};
ASSAY_ENUM_TYPEDEF(assay_order, assay_order_t)

// From one task of a Markov set to another of the same set.
typedef struct assay_transition {
    // Index within the set's tasks.
    uint32_t target;
    uint32_t weight;
} assay_transition_t;

// A task: a function, or a nested task set.
typedef struct assay_task {
    uint32_t struct_size;
    uint32_t weight;
    const char *name;
    const char *const *tags;
    uint32_t tag_count;
    // Index of the nested set in assay_user_class_t.task_sets, or ASSAY_NONE for a function.
    uint32_t task_set;
    const assay_transition_t *transitions;
    uint32_t transition_count;
    // What run_step gets as `index` for this task.
    uint32_t index;
} assay_task_t;

typedef struct assay_task_set {
    uint32_t struct_size;
    assay_order_t order;
    const char *name;
    const assay_task_t *tasks;
    uint32_t task_count;
    // Whether run_step is to be called for its ON_START and ON_STOP.
    bool has_on_start;
    bool has_on_stop;
    assay_wait_t wait;
} assay_task_set_t;

typedef struct assay_user_class {
    uint32_t struct_size;
    // When not 0: exactly so many users, before any weighted class.
    uint32_t fixed_count;
    const char *name;
    double weight;
    // The base URL when no --host is given; may be NULL.
    const char *host;
    assay_wait_t wait;
    // task_sets[0] is the root.
    const assay_task_set_t *task_sets;
    uint32_t task_set_count;
    bool has_on_start;
    bool has_on_stop;
    // The ids of the client components that its users ask get_client for; the runner makes them before the run.
    const char *const *clients;
    uint32_t client_count;
} assay_user_class_t;

// What a step is.
ASSAY_ENUM(assay_step){
    ASSAY_STEP_ON_START = 1,          // the user's; index is 0
    ASSAY_STEP_ON_STOP = 2,           // the user's; index is 0
    ASSAY_STEP_TASK = 3,              // index: assay_task_t.index
    ASSAY_STEP_TASK_SET_ON_START = 4, // index: of the task set
    ASSAY_STEP_TASK_SET_ON_STOP = 5,  // index: of the task set
};
ASSAY_ENUM_TYPEDEF(assay_step, assay_step_t)

// How a step ended.
ASSAY_ENUM(assay_step_result){
    ASSAY_STEP_OK = 0,
    // It threw; `error` says what. Counted, told to user_error; the user goes on with its wait.
    ASSAY_STEP_ERROR = 1,
    // Ends this user.
    ASSAY_STEP_STOP_USER = 2,
    // Ends the whole test.
    ASSAY_STEP_STOP_TEST = 3,
    // Ends the task; the user waits and goes on.
    ASSAY_STEP_RESCHEDULE = 4,
    // Ends the task; the next one begins without a wait.
    ASSAY_STEP_RESCHEDULE_NOW = 5,
    // Leaves the task set; the parent's next task begins without a wait.
    ASSAY_STEP_INTERRUPT_NOW = 6,
    // Leaves the task set; the parent waits first.
    ASSAY_STEP_INTERRUPT = 7,
    // It was cancelled by cancel_step.
    ASSAY_STEP_CANCELLED = 8,
};
ASSAY_ENUM_TYPEDEF(assay_step_result, assay_step_result_t)

struct assay_user_context;

// What the runner offers to all users of one class on one loop. It outlives them.
typedef struct assay_user_host {
    uint32_t struct_size;
    uint32_t class_index;
    const assay_host_t *host;
    assay_loop_t *loop;
    const assay_recorder_t *recorder;
    // The base URL: --host, or the class's own; "" when there is none.
    const char *base_url;
    // The run's options as JSON text: what the command line gave, custom options included.
    const char *options;
    // A place for the scenario's own data of (loop, class); NULL at first. See close_class.
    void **scenario_data;

    // Ends the step that runs. `error` and `trace` are borrowed texts, only looked at with ASSAY_STEP_ERROR. Returns
    // the index of the task to run next, at once and without another run_step, or ASSAY_NONE when the runner will call
    // run_step or destroy_user. The context may be gone when it returns ASSAY_NONE.
    // [loop]
    uint32_t (*finish)(struct assay_user_context *context, assay_step_result_t result, assay_string_t error,
                       assay_string_t trace);

    // Returns a profile of the client component `client_id`, one of the class's `clients`, opened with `config` on
    // first use and shared by the class, or NULL with the reason; and the client's table.
    // [loop]
    assay_client_profile_t *(*get_client)(const struct assay_user_host *user_host, const char *client_id,
                                          const char *config, const assay_client_t **client, assay_error_t *error);
} assay_user_host_t;

// One user, as the runner sees it. Lives from create_user to destroy_user.
typedef struct assay_user_context {
    const assay_user_host_t *user_host;
    // Counts from 1 over the whole run.
    uint64_t user_id;
    // When the step that runs was due.
    assay_instant_t scheduled;
    // In the open model: requests of this step are measured from `scheduled`.
    bool measures_from_schedule;
} assay_user_context_t;

// The kind.
typedef struct assay_scenario {
    uint32_t struct_size;

    // Returns class `index`, NULL past the last one. Lives as long as the component.
    // [any]
    const assay_user_class_t *(*get_user_class)(const assay_component_t *scenario, uint32_t index);

    // Makes a user. On a failure the user counts as one that could not start, and `error` is reported.
    // [loop, started]
    assay_status_t (*create_user)(const assay_component_t *scenario, assay_user_context_t *context, void **user_owned,
                                  assay_error_t *error);

    // Begins a step; it ends with user_host->finish, perhaps before this returns.
    // [loop, started]
    void (*run_step)(void *user, assay_step_t step, uint32_t index);

    // Asks the step that runs to end soon: requests in flight are cut off. It still ends with `finish`.
    // [loop, started]
    void (*cancel_step)(void *user);

    // For ASSAY_WAIT_CUSTOM: the seconds to wait. `task_set` is the set whose wait it is, or ASSAY_NONE for the class's.
    // [loop, started]
    double (*get_wait_time)(void *user, uint32_t task_set);

    // Frees a user, between steps.
    // [loop, started]
    void (*destroy_user)(void *user);

    // Called once for each (loop, class) after the last user, to free *scenario_data. May be NULL.
    // [loop, started]
    void (*close_class)(const assay_component_t *scenario, const assay_user_host_t *user_host);
} assay_scenario_t;

#endif
