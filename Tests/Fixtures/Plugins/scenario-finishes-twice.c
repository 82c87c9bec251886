// Assay: steps that end twice.
// SPDX-License-Identifier: Apache-2.0
#define SCENARIO_END(context)                                                                                          \
    (context)->user_host->finish(context, ASSAY_STEP_OK, (assay_string_t){0}, (assay_string_t){0})
#define SCENARIO_STEP(context) SCENARIO_END(context), SCENARIO_END(context)
#include "scenario.h"
