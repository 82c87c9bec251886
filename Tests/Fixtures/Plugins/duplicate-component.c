// Assay: two components of the same id.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static const assay_descriptor_t *twice(uint32_t index);

#define FIXTURE_GET_DESCRIPTOR twice
#include "fixture.h"

static const assay_descriptor_t *twice(uint32_t index) {
    return index < 2 ? &fixture_descriptor : NULL;
}
