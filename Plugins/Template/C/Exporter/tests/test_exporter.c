// Assay: loads the plugin as a host does, and drives its exporter through two runs.
// SPDX-License-Identifier: Apache-2.0
#include "fake_host.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition);                                    \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while (0)

static const assay_plugin_t *open_plugin(const char *path) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    // ISO C has no cast from an object pointer to a function pointer; POSIX promises that the bytes are the same.
    assay_plugin_entry_t entry = NULL;
    void *symbol = dlsym(library, ASSAY_PLUGIN_ENTRY_SYMBOL);
    CHECK(symbol != NULL);
    memcpy(&entry, &symbol, sizeof entry);
    assay_version_t too_old = {ASSAY_ABI_MAJOR - 1, 0, 0};
    CHECK(entry(&too_old) == NULL);
    const assay_plugin_t *plugin = entry(&fake_host.abi);
    CHECK(plugin != NULL);
    CHECK(plugin->load(&fake_host, NULL) == ASSAY_STATUS_OK);
    return plugin;
}

static void check_refused(const assay_plugin_t *plugin, const char *config, const char *context) {
    const assay_component_t *component = NULL;
    assay_error_t error = {.struct_size = sizeof error};
    assay_status_t status = plugin->create(&fake_host, plugin->get_descriptor(0)->id, config, &component, &error);
    CHECK(status == ASSAY_STATUS_INVALID_ARGUMENT);
    CHECK(strcmp(error.context, context) == 0);
    CHECK(error.message[0] != 0);
}

static uint64_t read_count(const char *path) {
    FILE *file = fopen(path, "r");
    unsigned long long count = 0;
    CHECK(file != NULL && fscanf(file, "%llu", &count) == 1);
    fclose(file);
    return count;
}

static void run(const assay_component_t *component, const char *path, uint64_t requests) {
    const assay_exporter_t *exporter = component->get_extension(component, ASSAY_KIND_EXPORTER);
    assay_run_info_t info = {.struct_size = sizeof info};
    assay_stats_snapshot_t snapshot = {.struct_size = sizeof snapshot};
    assay_run_state_t state = {.struct_size = sizeof state};
    assay_run_result_t result = {.struct_size = sizeof result};
    CHECK(exporter != NULL);
    CHECK(exporter->begin(component, &info, NULL) == ASSAY_STATUS_OK);
    CHECK(fake_listener != NULL);
    for (uint64_t index = 0; index < requests; index++) {
        fake_listener("GET", "/", 1.5, 100);
    }
    exporter->update(component, &snapshot, &state);
    CHECK(exporter->finish(component, &snapshot, &state, &result, NULL) == ASSAY_STATUS_OK);
    CHECK(fake_listener == NULL);
    CHECK(read_count(path) == requests);
}

int main(int argument_count, char **arguments) {
    CHECK(argument_count == 2);
    const assay_plugin_t *plugin = open_plugin(arguments[1]);
    const assay_descriptor_t *descriptor = plugin->get_descriptor(0);
    CHECK(descriptor != NULL && plugin->get_descriptor(1) == NULL);

    check_refused(plugin, "{}", "path");
    check_refused(plugin, "{\"path\":7}", "path");
    check_refused(plugin, "{\"path\":\"\\ud800\"}", "path");
    check_refused(plugin, "{\"path\":\"a\",\"size\":\"b\"}", "size");
    check_refused(plugin, "{\"path\":\"a\"", "");
    check_refused(plugin, "[]", "");

    char path[] = "/tmp/template_plugin-XXXXXX", config[100];
    int descriptor_number = mkstemp(path);
    CHECK(descriptor_number >= 0 && close(descriptor_number) == 0);
    snprintf(config, sizeof config, " { \"p\\u0061th\" : \"%s\" } ", path);
    const assay_component_t *component = NULL;
    CHECK(plugin->create(&fake_host, descriptor->id, config, &component, NULL) == ASSAY_STATUS_OK);
    CHECK(component->start(component, NULL) == ASSAY_STATUS_OK);
    run(component, path, 3);
    run(component, path, 5);
    component->stop(component);
    component->destroy(component);
    plugin->unload();
    CHECK(unlink(path) == 0);
    puts("ok");
    return 0;
}
