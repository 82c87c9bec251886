// Assay: a scenario that crashes on the thread of a loop, in a function that it calls.
// SPDX-License-Identifier: Apache-2.0
#define SCENARIO_STEP(context) (void)(context), abort()
#include "scenario.h"
