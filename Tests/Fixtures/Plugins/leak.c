// Assay: each component leaves memory behind.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t make(const assay_host_t *host, const char *component_id, const char *config,
                           const assay_component_t **component, assay_error_t *error);

#define FIXTURE_CREATE make
#include "fixture.h"

static assay_status_t make(const assay_host_t *host, const char *component_id, const char *config,
                           const assay_component_t **component, assay_error_t *error) {
    void *lost = calloc(1, 65536);
    if (lost != NULL) {
        memset(lost, 1, 65536);
    }
    return fixture_create(host, component_id, config, component, error);
}
