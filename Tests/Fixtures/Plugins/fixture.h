// Assay: a plugin without a fault, to be spoilt. A fixture defines what is wrong with it and includes this.
//
// It provides one load shape with a fixed number of users; its config is {} or {"users": N}.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_FIXTURE_H
#define ASSAY_FIXTURE_H

#include <assay/all.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef FIXTURE_PLUGIN_SIZE
#define FIXTURE_PLUGIN_SIZE sizeof(assay_plugin_t)
#endif
#ifndef FIXTURE_ABI
#define FIXTURE_ABI                                                                                                    \
    { ASSAY_ABI_MAJOR, ASSAY_ABI_MINOR, ASSAY_ABI_PATCH }
#endif
#ifndef FIXTURE_ID
#define FIXTURE_ID "org.example.fixture"
#endif
#ifndef FIXTURE_DESCRIPTOR_SIZE
#define FIXTURE_DESCRIPTOR_SIZE sizeof(assay_descriptor_t)
#endif
#ifndef FIXTURE_COMPONENT_ID
#define FIXTURE_COMPONENT_ID "org.example.shape.fixture"
#endif
#ifndef FIXTURE_KIND
#define FIXTURE_KIND ASSAY_KIND_SHAPE
#endif
#ifndef FIXTURE_NAME
#define FIXTURE_NAME "Fixture"
#endif
#ifndef FIXTURE_SCHEMA
#define FIXTURE_SCHEMA                                                                                                 \
    "{\"type\": \"object\", \"properties\": {\"users\": {\"type\": \"integer\", \"minimum\": 0, "                      \
    "\"maximum\": 1000, \"description\": \"how many users\"}}, \"additionalProperties\": false}"
#endif
#ifndef FIXTURE_COMPONENT_SIZE
#define FIXTURE_COMPONENT_SIZE sizeof(assay_component_t)
#endif
#ifndef FIXTURE_TABLE_SIZE
#define FIXTURE_TABLE_SIZE sizeof(assay_shape_t)
#endif
#ifndef FIXTURE_LOAD
#define FIXTURE_LOAD fixture_load
#endif
#ifndef FIXTURE_UNLOAD
#define FIXTURE_UNLOAD fixture_unload
#endif
#ifndef FIXTURE_GET_DESCRIPTOR
#define FIXTURE_GET_DESCRIPTOR fixture_get_descriptor
#endif
#ifndef FIXTURE_CREATE
#define FIXTURE_CREATE fixture_create
#endif
#ifndef FIXTURE_HAS_ID
#define FIXTURE_HAS_ID(id) (strcmp(id, FIXTURE_COMPONENT_ID) == 0)
#endif
#ifndef FIXTURE_CONFIG_MESSAGE
#define FIXTURE_CONFIG_MESSAGE "config is not {} or {\"users\": 0 to 1000}"
#endif
#ifndef FIXTURE_START
#define FIXTURE_START fixture_start
#endif
#ifndef FIXTURE_STOP
#define FIXTURE_STOP fixture_stop
#endif
#ifndef FIXTURE_DESTROY
#define FIXTURE_DESTROY fixture_destroy
#endif
#ifndef FIXTURE_GET_EXTENSION
#define FIXTURE_GET_EXTENSION fixture_get_extension
#endif
#ifndef FIXTURE_TICK
#define FIXTURE_TICK fixture_tick
#endif
#ifndef FIXTURE_TABLE
#define FIXTURE_TABLE fixture_shape
#endif
#ifndef FIXTURE_ENTRY
#define FIXTURE_ENTRY                                                                                                  \
    const assay_version_t built = FIXTURE_ABI;                                                                         \
    if (host_abi->major != built.major || host_abi->minor < built.minor) {                                             \
        return NULL;                                                                                                   \
    }
#endif

#define FIXTURE_PART __attribute__((unused)) static

// What a component is; the component first, so that one pointer is both.
typedef struct fixture {
    assay_component_t component;
    const assay_host_t *host;
    uint32_t users;
    uint32_t starts;
} fixture_t;

FIXTURE_PART const assay_descriptor_t fixture_descriptor = {
    .struct_size = (uint32_t)(FIXTURE_DESCRIPTOR_SIZE),
    .id = FIXTURE_COMPONENT_ID,
    .kind = FIXTURE_KIND,
    .name = FIXTURE_NAME,
    .version = "1.0.0",
    .description = "a fixed number of users",
    .config_schema = FIXTURE_SCHEMA,
};

FIXTURE_PART fixture_t *fixture_of(const assay_component_t *component) {
    return component->component_data;
}

FIXTURE_PART assay_status_t fixture_fail(assay_error_t *error, assay_status_t status, const char *message) {
    if (error != NULL) {
        error->status = status;
        snprintf(error->message, sizeof error->message, "%s", message);
        error->context[0] = 0;
    }
    return status;
}

FIXTURE_PART assay_status_t fixture_load(const assay_host_t *host, assay_error_t *error) {
    (void)host, (void)error;
    return ASSAY_STATUS_OK;
}

FIXTURE_PART void fixture_unload(void) {
}

FIXTURE_PART const assay_descriptor_t *fixture_get_descriptor(uint32_t index) {
    return index == 0 ? &fixture_descriptor : NULL;
}

FIXTURE_PART assay_status_t fixture_start(const assay_component_t *component, assay_error_t *error) {
    (void)error;
    fixture_of(component)->starts += 1;
    return ASSAY_STATUS_OK;
}

FIXTURE_PART void fixture_stop(const assay_component_t *component) {
    (void)component;
}

FIXTURE_PART void fixture_destroy(const assay_component_t *component) {
    free(fixture_of(component));
}

FIXTURE_PART assay_model_t fixture_get_model(const assay_component_t *shape) {
    (void)shape;
    return ASSAY_MODEL_CLOSED;
}

FIXTURE_PART assay_status_t fixture_tick(const assay_component_t *shape, assay_duration_t elapsed,
                                         uint32_t current_users, assay_target_t *target, assay_error_t *error) {
    (void)elapsed, (void)current_users, (void)error;
    target->is_finished = false;
    target->user_count = fixture_of(shape)->users;
    target->spawn_rate = 1;
    return ASSAY_STATUS_OK;
}

FIXTURE_PART const assay_shape_t fixture_shape = {
    .struct_size = (uint32_t)(FIXTURE_TABLE_SIZE),
    .get_model = fixture_get_model,
    .tick = FIXTURE_TICK,
};

FIXTURE_PART const void *fixture_get_extension(const assay_component_t *component, const char *id) {
    (void)component;
    return strcmp(id, FIXTURE_KIND) == 0 ? &FIXTURE_TABLE : NULL;
}

FIXTURE_PART bool fixture_read_config(const char *config, uint32_t *users) {
    int length = 0;
    if (sscanf(config, " { \"users\" : %u } %n", users, &length) == 1 && length > 0 && config[length] == 0) {
        return *users <= 1000;
    }
    length = 0;
    *users = 1;
    sscanf(config, " { } %n", &length);
    return length > 0 && config[length] == 0;
}

FIXTURE_PART assay_status_t fixture_create(const assay_host_t *host, const char *component_id, const char *config,
                                           const assay_component_t **component, assay_error_t *error) {
    uint32_t users = 0;
    if (!FIXTURE_HAS_ID(component_id)) {
        return fixture_fail(error, ASSAY_STATUS_NOT_FOUND, "no such component");
    }
    if (!fixture_read_config(config, &users)) {
        return fixture_fail(error, ASSAY_STATUS_INVALID_ARGUMENT, FIXTURE_CONFIG_MESSAGE);
    }
    fixture_t *fixture = calloc(1, sizeof *fixture);
    if (fixture == NULL) {
        return fixture_fail(error, ASSAY_STATUS_RESOURCE_EXHAUSTED, "out of memory");
    }
    fixture->component = (assay_component_t){
        .struct_size = (uint32_t)(FIXTURE_COMPONENT_SIZE),
        .descriptor = &fixture_descriptor,
        .component_data = fixture,
        .start = FIXTURE_START,
        .stop = FIXTURE_STOP,
        .destroy = FIXTURE_DESTROY,
        .get_extension = FIXTURE_GET_EXTENSION,
    };
    fixture->host = host;
    fixture->users = users;
    *component = &fixture->component;
    return ASSAY_STATUS_OK;
}

FIXTURE_PART const assay_plugin_t fixture_plugin = {
    .struct_size = (uint32_t)(FIXTURE_PLUGIN_SIZE),
    .abi = FIXTURE_ABI,
    .id = FIXTURE_ID,
    .name = "Fixture",
    .vendor = "Example",
    .version = "1.0.0",
    .description = "a plugin for tests",
    .url = "",
    .load = FIXTURE_LOAD,
    .unload = FIXTURE_UNLOAD,
    .get_descriptor = FIXTURE_GET_DESCRIPTOR,
    .create = FIXTURE_CREATE,
};

ASSAY_EXPORT const assay_plugin_t *assay_plugin_entry(const assay_version_t *host_abi) {
    FIXTURE_ENTRY
    return &fixture_plugin;
}

#endif
