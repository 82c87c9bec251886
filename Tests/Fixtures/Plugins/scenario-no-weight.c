// Assay: tasks chosen by weight, all of weight 0.
// SPDX-License-Identifier: Apache-2.0
#define SCENARIO_WEIGHT 0
#include "scenario.h"
