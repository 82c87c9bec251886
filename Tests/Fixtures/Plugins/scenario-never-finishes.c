// Assay: steps that never end, also when they are cancelled.
// SPDX-License-Identifier: Apache-2.0
#define SCENARIO_STEP(context) (void)(context)
#include "scenario.h"
