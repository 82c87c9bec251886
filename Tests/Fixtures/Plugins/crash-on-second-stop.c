// Assay: does not bear a second stop.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static void halt(const assay_component_t *component);

#define FIXTURE_STOP halt
#include "fixture.h"

static void halt(const assay_component_t *component) {
    fixture_t *fixture = fixture_of(component);
    if (fixture->starts == 0) {
        abort();
    }
    fixture->starts = 0;
}
