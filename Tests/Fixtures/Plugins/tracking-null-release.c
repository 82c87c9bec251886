// Assay: a tracking store that takes no answer back.
// SPDX-License-Identifier: Apache-2.0
#define TRACKING_RELEASE NULL
#include "tracking.h"
