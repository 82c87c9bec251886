// Assay: a task that leads to a task set that does not exist.
// SPDX-License-Identifier: Apache-2.0
#define SCENARIO_TASK_SET 7
#include "scenario.h"
