// Assay: the host that the client driver is.
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "host.h"

#include "loop.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static assay_status_t submit(const assay_host_t *host, void (*work)(void *), assay_loop_t *loop, void (*done)(void *),
                             void *user_data) {
    (void)host;
    work(user_data);
    if (done) {
        driver_loops.post(loop, (assay_job_t)(void (*)(void))done, user_data, NULL);
    }
    return ASSAY_STATUS_OK;
}

static const assay_workers_t workers = {.struct_size = sizeof(assay_workers_t), .submit = submit};

static const void *get_extension(const assay_host_t *host, const char *id) {
    (void)host;
    if (strcmp(id, ASSAY_EXT_LOOPS) == 0) {
        return &driver_loops;
    }
    return strcmp(id, ASSAY_EXT_WORKERS) == 0 ? &workers : NULL;
}

const assay_host_t driver_host = {
    .struct_size = sizeof(assay_host_t),
    .abi = {.major = ASSAY_ABI_MAJOR, .minor = ASSAY_ABI_MINOR, .patch = ASSAY_ABI_PATCH},
    .name = "client driver",
    .version = "1",
    .get_extension = get_extension,
};

assay_error_t driver_error(void) {
    assay_error_t error = {.struct_size = sizeof(assay_error_t)};
    return error;
}

void driver_fail(const char *what, const assay_error_t *error) {
    fprintf(stderr, "%s: %s%s%s\n", what, error ? error->message : "", error && error->context[0] ? ": " : "",
            error ? error->context : "");
    exit(1);
}

const assay_component_t *driver_open(const char *library, const char *component_id, const char *config) {
    void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!handle) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    assay_plugin_entry_t entry = (assay_plugin_entry_t)dlsym(handle, ASSAY_PLUGIN_ENTRY_SYMBOL);
    const assay_plugin_t *plugin = entry ? entry(&driver_host.abi) : NULL;
    if (!plugin) {
        driver_fail("the library is no plugin for this host", NULL);
    }
    assay_error_t error = driver_error();
    const assay_component_t *component = NULL;
    if (plugin->load(&driver_host, &error) != ASSAY_STATUS_OK ||
        plugin->create(&driver_host, component_id, config, &component, &error) != ASSAY_STATUS_OK) {
        driver_fail("create", &error);
    }
    if (component->start(component, &error) != ASSAY_STATUS_OK) {
        driver_fail("start", &error);
    }
    return component;
}
