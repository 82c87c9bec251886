// Assay: does not start.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t begin(const assay_component_t *component, assay_error_t *error);

#define FIXTURE_START begin
#include "fixture.h"

static assay_status_t begin(const assay_component_t *component, assay_error_t *error) {
    (void)component;
    return fixture_fail(error, ASSAY_STATUS_UNAVAILABLE, "the port is taken");
}
