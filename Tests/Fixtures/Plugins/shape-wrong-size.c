// Assay: a shape whose table has another size than its type.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_TABLE_SIZE (sizeof(assay_shape_t) - 8)
#include "fixture.h"
