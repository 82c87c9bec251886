// Assay: routes without a fault.
// SPDX-License-Identifier: Apache-2.0
#include "routes.h"
