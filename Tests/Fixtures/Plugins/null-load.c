// Assay: the plugin's load is NULL.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_LOAD NULL
#include "fixture.h"
