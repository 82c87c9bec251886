// Assay: refuses every config without a word.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t make(const assay_host_t *host, const char *component_id, const char *config,
                           const assay_component_t **component, assay_error_t *error);

#define FIXTURE_CREATE make
#include "fixture.h"

static assay_status_t make(const assay_host_t *host, const char *component_id, const char *config,
                           const assay_component_t **component, assay_error_t *error) {
    if (strcmp(component_id, FIXTURE_COMPONENT_ID) == 0 && strcmp(config, "{}") != 0) {
        return ASSAY_STATUS_INVALID_ARGUMENT;
    }
    return fixture_create(host, component_id, config, component, error);
}
