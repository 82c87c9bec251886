// Assay: routes without an end.
// SPDX-License-Identifier: Apache-2.0
#define ROUTES_COUNT 4000000000u
#include "routes.h"
