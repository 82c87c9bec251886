// Assay: a route that takes bodies of any length into memory.
// SPDX-License-Identifier: Apache-2.0
#define ROUTES_MAX_BODY 0
#include "routes.h"
