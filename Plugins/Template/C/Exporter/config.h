// Assay: the plugin's config.
// SPDX-License-Identifier: Apache-2.0
#ifndef TEMPLATE_PLUGIN_CONFIG_H
#define TEMPLATE_PLUGIN_CONFIG_H

#include <assay/all.h>

#define CONFIG_PATH_BYTES 4096

// The JSON Schema of the config, as the component's descriptor shows it.
#define CONFIG_SCHEMA                                                                                                  \
    "{\"type\":\"object\",\"required\":[\"path\"],\"additionalProperties\":false,\"properties\":{"                     \
    "\"path\":{\"type\":\"string\",\"minLength\":1,\"description\":\"The file that the count is written to\"}}}"

// What the config says.
struct config {
    char path[CONFIG_PATH_BYTES];
};

// Reads a JSON object. INVALID_ARGUMENT names the key at fault in error->context.
assay_status_t config_read(const char *json, struct config *config, assay_error_t *error);

// Writes `message` and `context` to `error`, which may be NULL, and returns `status`.
assay_status_t fail(assay_error_t *error, assay_status_t status, const char *message, const char *context);

#endif
