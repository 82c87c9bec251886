// Assay: a tracking store whose answers have no status.
// SPDX-License-Identifier: Apache-2.0
#define TRACKING_STATUS 0
#include "tracking.h"
