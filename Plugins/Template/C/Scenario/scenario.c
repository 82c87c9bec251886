// Assay: the scenario's classes and tasks, as tables that the runner reads.
// SPDX-License-Identifier: Apache-2.0
#include "scenario.h"
#include "visitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const assay_descriptor_t scenario_descriptor = {
    .struct_size = sizeof(assay_descriptor_t),
    .id = "com.example.template",
    .kind = ASSAY_KIND_SCENARIO,
    .name = "Template Plugin",
    .version = "0.1.0",
    .description = "Visitors who read the front page three times as often as an item",
    .config_schema = "{\"type\":\"object\",\"additionalProperties\":false}",
};

static const assay_task_t tasks[] = {
    {
        .struct_size = sizeof(assay_task_t),
        .weight = 3,
        .name = "front_page",
        .task_set = ASSAY_NONE,
        .index = TASK_FRONT_PAGE,
    },
    {
        .struct_size = sizeof(assay_task_t),
        .weight = 1,
        .name = "item",
        .task_set = ASSAY_NONE,
        .index = TASK_ITEM,
    },
};

static const assay_task_set_t root = {
    .struct_size = sizeof(assay_task_set_t),
    .order = ASSAY_ORDER_WEIGHTED,
    .name = "root",
    .tasks = tasks,
    .task_count = sizeof tasks / sizeof tasks[0],
};

static const char *const clients[] = {VISITOR_CLIENT};

static const assay_user_class_t visitor_class = {
    .struct_size = sizeof(assay_user_class_t),
    .name = "Visitor",
    .weight = 1,
    .wait = {.kind = ASSAY_WAIT_BETWEEN, .first = 0.5, .second = 1.5},
    .task_sets = &root,
    .task_set_count = 1,
    .clients = clients,
    .client_count = sizeof clients / sizeof clients[0],
};

static const assay_user_class_t *get_user_class(const assay_component_t *scenario, uint32_t index) {
    (void)scenario;
    return index == 0 ? &visitor_class : NULL;
}

static assay_status_t start(const assay_component_t *component, assay_error_t *error) {
    (void)component;
    (void)error;
    return ASSAY_STATUS_OK;
}

static void stop(const assay_component_t *component) {
    (void)component;
}

static void destroy(const assay_component_t *component) {
    free(component->component_data);
}

static const void *get_extension(const assay_component_t *component, const char *id) {
    static const assay_scenario_t table = {
        .struct_size = sizeof(assay_scenario_t),
        .get_user_class = get_user_class,
        .create_user = visitor_create,
        .run_step = visitor_run_step,
        .cancel_step = visitor_cancel_step,
        .get_wait_time = visitor_get_wait_time,
        .destroy_user = visitor_destroy,
    };
    (void)component;
    return strcmp(id, ASSAY_KIND_SCENARIO) == 0 ? &table : NULL;
}

// Whether a JSON text is an object without members.
static bool is_empty_object(const char *json) {
    static const char space[] = " \t\r\n";
    json += strspn(json, space);
    if (*json++ != '{') {
        return false;
    }
    json += strspn(json, space);
    if (*json++ != '}') {
        return false;
    }
    return json[strspn(json, space)] == 0;
}

assay_status_t fail(assay_error_t *error, assay_status_t status, const char *message, const char *context) {
    if (error != NULL) {
        error->status = status;
        snprintf(error->message, sizeof error->message, "%s", message);
        snprintf(error->context, sizeof error->context, "%s", context);
    }
    return status;
}

assay_status_t scenario_create(const char *config, const assay_component_t **component, assay_error_t *error) {
    if (!is_empty_object(config)) {
        return fail(error, ASSAY_STATUS_INVALID_ARGUMENT, "this scenario has no config; pass {}", config);
    }
    assay_component_t *made = malloc(sizeof *made);
    if (made == NULL) {
        return fail(error, ASSAY_STATUS_RESOURCE_EXHAUSTED, "out of memory", "");
    }
    *made = (assay_component_t){
        .struct_size = sizeof(assay_component_t),
        .descriptor = &scenario_descriptor,
        .component_data = made,
        .start = start,
        .stop = stop,
        .destroy = destroy,
        .get_extension = get_extension,
    };
    *component = made;
    return ASSAY_STATUS_OK;
}
