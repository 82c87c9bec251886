// Assay: a scenario that calls itself until its stack is used up.
// SPDX-License-Identifier: Apache-2.0
static volatile int has_end;

static int descend(volatile char *above) {
    volatile char here[256];
    here[0] = above[0];
    return has_end ? 0 : descend(here) + here[0];
}

#define SCENARIO_STEP(context) (void)(context), (void)descend((volatile char[1]){0})
#include "scenario.h"
