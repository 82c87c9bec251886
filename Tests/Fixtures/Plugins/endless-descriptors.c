// Assay: get_descriptor never ends.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static const assay_descriptor_t *endless(uint32_t index);

#define FIXTURE_GET_DESCRIPTOR endless
#include "fixture.h"

static const assay_descriptor_t *endless(uint32_t index) {
    static char ids[4096][16];
    static assay_descriptor_t descriptors[4096];
    uint32_t place = index % 4096;
    snprintf(ids[place], sizeof ids[place], "endless-%u", place);
    descriptors[place] = fixture_descriptor;
    descriptors[place].id = ids[place];
    return &descriptors[place];
}
