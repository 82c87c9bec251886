// Assay: cannot be started again.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t begin(const assay_component_t *component, assay_error_t *error);

#define FIXTURE_START begin
#include "fixture.h"

static assay_status_t begin(const assay_component_t *component, assay_error_t *error) {
    if (fixture_of(component)->starts > 0) {
        abort();
    }
    return fixture_start(component, error);
}
