// Assay: the exporter, with a plain C function as the listener of a hook.
// SPDX-License-Identifier: Apache-2.0
#include "exporter.h"
#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const assay_descriptor_t exporter_descriptor = {
    .struct_size = sizeof(assay_descriptor_t),
    .id = "com.example.template",
    .kind = ASSAY_KIND_EXPORTER,
    .name = "Template Plugin",
    .version = "0.1.0",
    .description = "Counts the requests that succeed and writes the count to a file",
    .config_schema = CONFIG_SCHEMA,
};

struct exporter {
    assay_component_t component;
    const assay_host_t *host;
    struct config config;
    // The count when the run began, so that several runs and several exporters may share one listener.
    uint64_t count_at_begin;
    bool is_listening;
};

// A plain function has no user_data: what it counts is the library's own. It is called on every loop, also at the
// same time, therefore atomic.
static atomic_uint_fast64_t success_count;

// The subscription is shared by all exporters of this library; used on the main thread alone.
static assay_subscription_t subscription;
static uint32_t listening_exporter_count;

// The parameters are fields of the event, named in listen(): any of them, in any order.
static void on_request_success(const char *method, const char *name, double response_time_ms,
                               uint64_t response_length) {
    (void)method;
    (void)name;
    (void)response_time_ms;
    (void)response_length;
    atomic_fetch_add_explicit(&success_count, 1, memory_order_relaxed);
}

static assay_status_t listen(const assay_host_t *host, assay_error_t *error) {
    static const char *const fields[] = {"method", "name", "response_time_ms", "response_length"};
    const assay_hooks_t *hooks = host->get_extension(host, ASSAY_EXT_HOOKS);
    if (hooks == NULL) {
        return fail(error, ASSAY_STATUS_UNIMPLEMENTED, "this host has no hooks", ASSAY_EXT_HOOKS);
    }
    assay_hook_t hook = ASSAY_HOOK_NONE;
    assay_status_t status = hooks->resolve(host, ASSAY_HOOK_REQUEST_SUCCESS, &hook);
    if (status != ASSAY_STATUS_OK) {
        return fail(error, status, "this host has no such hook", ASSAY_HOOK_REQUEST_SUCCESS);
    }
    return hooks->subscribe_function(host, hook, ASSAY_LISTEN_INLINE, fields, sizeof fields / sizeof fields[0],
                                     (assay_function_t)on_request_success, &subscription, error);
}

static void stop_listening(struct exporter *exporter) {
    if (!exporter->is_listening) {
        return;
    }
    exporter->is_listening = false;
    if (--listening_exporter_count == 0) {
        const assay_hooks_t *hooks = exporter->host->get_extension(exporter->host, ASSAY_EXT_HOOKS);
        hooks->unsubscribe(exporter->host, subscription, NULL, NULL);
    }
}

static assay_status_t begin(const assay_component_t *component, const assay_run_info_t *info, assay_error_t *error) {
    struct exporter *exporter = component->component_data;
    (void)info;
    if (!exporter->is_listening) {
        assay_status_t status = listening_exporter_count > 0 ? ASSAY_STATUS_OK : listen(exporter->host, error);
        if (status != ASSAY_STATUS_OK) {
            return status;
        }
        listening_exporter_count++;
        exporter->is_listening = true;
    }
    exporter->count_at_begin = atomic_load(&success_count);
    return ASSAY_STATUS_OK;
}

static void update(const assay_component_t *component, const assay_stats_snapshot_t *snapshot,
                   const assay_run_state_t *state) {
    (void)component;
    (void)snapshot;
    (void)state;
}

static assay_status_t finish(const assay_component_t *component, const assay_stats_snapshot_t *snapshot,
                             const assay_run_state_t *state, const assay_run_result_t *result, assay_error_t *error) {
    struct exporter *exporter = component->component_data;
    (void)snapshot;
    (void)state;
    (void)result;
    stop_listening(exporter);
    FILE *file = fopen(exporter->config.path, "w");
    if (file == NULL) {
        return fail(error, ASSAY_STATUS_FAILED_PRECONDITION, strerror(errno), exporter->config.path);
    }
    bool is_written = fprintf(file, "%" PRIu64 "\n", atomic_load(&success_count) - exporter->count_at_begin) > 0;
    if (fclose(file) != 0 || !is_written) {
        return fail(error, ASSAY_STATUS_DATA_LOSS, strerror(errno), exporter->config.path);
    }
    return ASSAY_STATUS_OK;
}

static assay_status_t start(const assay_component_t *component, assay_error_t *error) {
    (void)component;
    (void)error;
    return ASSAY_STATUS_OK;
}

// A run that was cut off may never have come to `finish`.
static void stop(const assay_component_t *component) {
    stop_listening(component->component_data);
}

static void destroy(const assay_component_t *component) {
    free(component->component_data);
}

static const void *get_extension(const assay_component_t *component, const char *id) {
    static const assay_exporter_t table = {
        .struct_size = sizeof(assay_exporter_t),
        .begin = begin,
        .update = update,
        .finish = finish,
    };
    (void)component;
    return strcmp(id, ASSAY_KIND_EXPORTER) == 0 ? &table : NULL;
}

assay_status_t exporter_create(const assay_host_t *host, const char *config, const assay_component_t **component,
                               assay_error_t *error) {
    struct exporter *exporter = calloc(1, sizeof *exporter);
    if (exporter == NULL) {
        return fail(error, ASSAY_STATUS_RESOURCE_EXHAUSTED, "out of memory", "");
    }
    assay_status_t status = config_read(config, &exporter->config, error);
    if (status != ASSAY_STATUS_OK) {
        free(exporter);
        return status;
    }
    exporter->host = host;
    exporter->component = (assay_component_t){
        .struct_size = sizeof(assay_component_t),
        .descriptor = &exporter_descriptor,
        .component_data = exporter,
        .start = start,
        .stop = stop,
        .destroy = destroy,
        .get_extension = get_extension,
    };
    *component = &exporter->component;
    return ASSAY_STATUS_OK;
}
