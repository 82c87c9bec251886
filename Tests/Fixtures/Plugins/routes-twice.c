// Assay: a route that is there twice.
// SPDX-License-Identifier: Apache-2.0
#define ROUTES_SECOND_PATTERN "/things"
#include "routes.h"
