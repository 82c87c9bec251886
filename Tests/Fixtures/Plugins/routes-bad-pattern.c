// Assay: a route whose parameter is not a whole segment.
// SPDX-License-Identifier: Apache-2.0
#define ROUTES_SECOND_PATTERN "/things/x{id}"
#include "routes.h"
