// Assay: its descriptor says something else each time.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static const assay_descriptor_t *change(uint32_t index);

#define FIXTURE_GET_DESCRIPTOR change
#include "fixture.h"

static const assay_descriptor_t *change(uint32_t index) {
    static assay_descriptor_t other;
    static char version[16];
    static uint32_t count;
    other = fixture_descriptor;
    snprintf(version, sizeof version, "1.0.%u", ++count);
    other.version = version;
    return index == 0 ? &other : NULL;
}
