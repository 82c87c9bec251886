// Assay: a settings format: turns the text of a file into JSON.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_SETTINGS_H
#define ASSAY_KIND_SETTINGS_H

#include "../../component.h"

#define ASSAY_KIND_SETTINGS "assay.settings/1"

// The kind.
typedef struct assay_settings {
    uint32_t struct_size;

    // The file name's endings that this format is for, for instance "yaml", ended by NULL. Static.
    // [any]
    const char *const *(*get_extensions)(const assay_component_t *settings);

    // Reads `text` and calls `write` once with the same data as JSON text. INVALID_ARGUMENT names line and column.
    // [main, started]
    assay_status_t (*parse)(const assay_component_t *settings, assay_string_t text,
                            void (*write)(void *user_data, assay_string_t json), void *user_data, assay_error_t *error);
} assay_settings_t;

#endif
