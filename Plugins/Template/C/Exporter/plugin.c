// Assay: the plugin's table, and the one function that is exported.
// SPDX-License-Identifier: Apache-2.0
#include "config.h"
#include "exporter.h"

#include <string.h>

static assay_status_t load(const assay_host_t *host, assay_error_t *error) {
    (void)host;
    (void)error;
    return ASSAY_STATUS_OK;
}

static void unload(void) {
}

static const assay_descriptor_t *get_descriptor(uint32_t index) {
    return index == 0 ? &exporter_descriptor : NULL;
}

static assay_status_t create(const assay_host_t *host, const char *component_id, const char *config,
                             const assay_component_t **component, assay_error_t *error) {
    if (strcmp(component_id, exporter_descriptor.id) != 0) {
        return fail(error, ASSAY_STATUS_NOT_FOUND, "this plugin has no such component", component_id);
    }
    return exporter_create(host, config, component, error);
}

static const assay_version_t built_against = {ASSAY_ABI_MAJOR, ASSAY_ABI_MINOR, ASSAY_ABI_PATCH};

const assay_plugin_t *assay_plugin_entry(const assay_version_t *host_abi) {
    static const assay_plugin_t plugin = {
        .struct_size = sizeof(assay_plugin_t),
        .abi = {ASSAY_ABI_MAJOR, ASSAY_ABI_MINOR, ASSAY_ABI_PATCH},
        .id = "com.example.template",
        .name = "Template Plugin",
        .vendor = "Example",
        .version = "0.1.0",
        .description = "Counts the requests that succeed and writes the count to a file",
        .url = "",
        .load = load,
        .unload = unload,
        .get_descriptor = get_descriptor,
        .create = create,
    };
    bool is_compatible = host_abi->major == built_against.major && host_abi->minor >= built_against.minor;
    return is_compatible ? &plugin : NULL;
}
