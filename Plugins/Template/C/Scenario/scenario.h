// Assay: the scenario: visitors who read the front page three times as often as an item.
// SPDX-License-Identifier: Apache-2.0
#ifndef TEMPLATE_PLUGIN_SCENARIO_H
#define TEMPLATE_PLUGIN_SCENARIO_H

#include <assay/all.h>

// What the component is; static.
extern const assay_descriptor_t scenario_descriptor;

// Makes the component; its config has no keys.
assay_status_t scenario_create(const char *config, const assay_component_t **component, assay_error_t *error);

// Writes `message` and `context` to `error`, which may be NULL, and returns `status`.
assay_status_t fail(assay_error_t *error, assay_status_t status, const char *message, const char *context);

#endif
