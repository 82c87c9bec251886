// Assay: leaves a descriptor open.
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <assay/all.h>

static assay_status_t begin(const assay_component_t *component, assay_error_t *error);

#define FIXTURE_START begin
#include "fixture.h"

static assay_status_t begin(const assay_component_t *component, assay_error_t *error) {
    if (dup(0) < 0) {
        return fixture_fail(error, ASSAY_STATUS_INTERNAL, "dup failed");
    }
    return fixture_start(component, error);
}
