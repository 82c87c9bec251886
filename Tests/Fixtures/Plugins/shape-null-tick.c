// Assay: a shape without tick.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_TICK NULL
#include "fixture.h"
