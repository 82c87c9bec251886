// Assay: a scenario without a fault, to be spoilt: one user class with two tasks.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_FIXTURE_SCENARIO_H
#define ASSAY_FIXTURE_SCENARIO_H

#include <assay/all.h>

#ifndef SCENARIO_ORDER
#define SCENARIO_ORDER ASSAY_ORDER_WEIGHTED
#endif
#ifndef SCENARIO_TASK_SET
#define SCENARIO_TASK_SET ASSAY_NONE
#endif
#ifndef SCENARIO_TARGET
#define SCENARIO_TARGET 0
#endif
#ifndef SCENARIO_WEIGHT
#define SCENARIO_WEIGHT 1
#endif
#ifndef SCENARIO_WAIT
#define SCENARIO_WAIT                                                                                                  \
    { .kind = ASSAY_WAIT_CONSTANT, .first = 1 }
#endif
#ifndef SCENARIO_STEP
#define SCENARIO_STEP(context)                                                                                         \
    (context)->user_host->finish(context, ASSAY_STEP_OK, (assay_string_t){0}, (assay_string_t){0})
#endif

static const assay_scenario_t scenario_table;

#define FIXTURE_KIND ASSAY_KIND_SCENARIO
#define FIXTURE_TABLE scenario_table
#include "fixture.h"

static const assay_transition_t scenario_transitions[] = {{.target = SCENARIO_TARGET, .weight = 1}};

static const assay_task_t scenario_tasks[] = {
    {
        .struct_size = sizeof(assay_task_t),
        .weight = SCENARIO_WEIGHT,
        .name = "first",
        .task_set = SCENARIO_TASK_SET,
        .transitions = scenario_transitions,
        .transition_count = 1,
    },
    {
        .struct_size = sizeof(assay_task_t),
        .weight = SCENARIO_WEIGHT,
        .name = "second",
        .task_set = ASSAY_NONE,
        .transitions = scenario_transitions,
        .transition_count = 1,
        .index = 1,
    },
};

static const assay_task_set_t scenario_sets[] = {{
    .struct_size = sizeof(assay_task_set_t),
    .order = SCENARIO_ORDER,
    .name = "root",
    .tasks = scenario_tasks,
    .task_count = 2,
}};

static const assay_user_class_t scenario_class = {
    .struct_size = sizeof(assay_user_class_t),
    .name = "Visitor",
    .weight = 1,
    .wait = SCENARIO_WAIT,
    .task_sets = scenario_sets,
    .task_set_count = 1,
};

static const assay_user_class_t *scenario_get_user_class(const assay_component_t *scenario, uint32_t index) {
    (void)scenario;
    return index == 0 ? &scenario_class : NULL;
}

static assay_status_t scenario_create_user(const assay_component_t *scenario, assay_user_context_t *context,
                                           void **user, assay_error_t *error) {
    (void)scenario, (void)error;
    *user = context;
    return ASSAY_STATUS_OK;
}

static void scenario_run_step(void *user, assay_step_t step, uint32_t index) {
    (void)step, (void)index;
    assay_user_context_t *context = user;
    SCENARIO_STEP(context);
}

static void scenario_cancel_step(void *user) {
    (void)user;
}

static double scenario_get_wait_time(void *user, uint32_t task_set) {
    (void)user, (void)task_set;
    return 0;
}

static void scenario_destroy_user(void *user) {
    (void)user;
}

static const assay_scenario_t scenario_table = {
    .struct_size = sizeof(assay_scenario_t),
    .get_user_class = scenario_get_user_class,
    .create_user = scenario_create_user,
    .run_step = scenario_run_step,
    .cancel_step = scenario_cancel_step,
    .get_wait_time = scenario_get_wait_time,
    .destroy_user = scenario_destroy_user,
};

#endif
