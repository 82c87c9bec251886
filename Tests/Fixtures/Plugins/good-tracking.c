// Assay: a tracking store without a fault, but that it knows nothing.
// SPDX-License-Identifier: Apache-2.0
#include "tracking.h"
