// Assay: crashes when it is asked what it provides.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static const assay_descriptor_t *crash(uint32_t index);

#define FIXTURE_GET_DESCRIPTOR crash
#include "fixture.h"

static const assay_descriptor_t *crash(uint32_t index) {
    (void)index;
    abort();
}
