// Assay: one simulated user.
// SPDX-License-Identifier: Apache-2.0
#ifndef TEMPLATE_PLUGIN_VISITOR_H
#define TEMPLATE_PLUGIN_VISITOR_H

#include <assay/all.h>

// The client that visitors use.
#define VISITOR_CLIENT "assay.client.httpfast"

// What assay_task_t.index says.
enum { TASK_FRONT_PAGE, TASK_ITEM };

// The functions that a scenario's table has for its users; scenario.h of the ABI says when each is called.
assay_status_t visitor_create(const assay_component_t *scenario, assay_user_context_t *context, void **user_owned,
                              assay_error_t *error);
void visitor_run_step(void *user, assay_step_t step, uint32_t index);
void visitor_cancel_step(void *user);
double visitor_get_wait_time(void *user, uint32_t task_set);
void visitor_destroy(void *user);

#endif
