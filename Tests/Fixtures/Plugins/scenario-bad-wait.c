// Assay: a wait between two times, the first the longer.
// SPDX-License-Identifier: Apache-2.0
#define SCENARIO_WAIT                                                                                                  \
    { .kind = ASSAY_WAIT_BETWEEN, .first = 2, .second = 1 }
#include "scenario.h"
