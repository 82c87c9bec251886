// Assay: does not bear to be destroyed before it was started.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static void finish(const assay_component_t *component);

#define FIXTURE_DESTROY finish
#include "fixture.h"

static void finish(const assay_component_t *component) {
    if (fixture_of(component)->starts == 0) {
        abort();
    }
    fixture_destroy(component);
}
