// Assay: the descriptor has another size than its type.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_DESCRIPTOR_SIZE (sizeof(assay_descriptor_t) - 8)
#include "fixture.h"
