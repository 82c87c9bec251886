// Assay: a tracking store that answers before the call returns.
// SPDX-License-Identifier: Apache-2.0
#define TRACKING_IS_EARLY 1
#include "tracking.h"
