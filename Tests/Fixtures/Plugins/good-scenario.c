// Assay: a scenario without a fault.
// SPDX-License-Identifier: Apache-2.0
#include "scenario.h"
