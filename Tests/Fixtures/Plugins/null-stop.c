// Assay: the component's stop is NULL.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_STOP NULL
#include "fixture.h"
