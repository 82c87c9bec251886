// Assay: a Markov chain that leads to a task that does not exist.
// SPDX-License-Identifier: Apache-2.0
#define SCENARIO_ORDER ASSAY_ORDER_MARKOV
#define SCENARIO_TARGET 9
#include "scenario.h"
