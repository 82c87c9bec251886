// Assay: a scenario that crashes in create.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t crash(const assay_host_t *host, const char *component_id, const char *config,
                            const assay_component_t **component, assay_error_t *error);

#define FIXTURE_CREATE crash
#include "scenario.h"

static assay_status_t crash(const assay_host_t *host, const char *component_id, const char *config,
                            const assay_component_t **component, assay_error_t *error) {
    (void)host, (void)component_id, (void)config, (void)component, (void)error;
    abort();
}
