// Assay: no component can be made.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t make(const assay_host_t *host, const char *component_id, const char *config,
                           const assay_component_t **component, assay_error_t *error);

#define FIXTURE_CREATE make
#include "fixture.h"

static assay_status_t make(const assay_host_t *host, const char *component_id, const char *config,
                           const assay_component_t **component, assay_error_t *error) {
    (void)host, (void)component_id, (void)config, (void)component;
    return fixture_fail(error, ASSAY_STATUS_UNAVAILABLE, "out of order");
}
