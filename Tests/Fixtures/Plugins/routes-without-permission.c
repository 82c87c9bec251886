// Assay: a route that says nothing of who may use it.
// SPDX-License-Identifier: Apache-2.0
#define ROUTES_PERMISSION NULL
#include "routes.h"
