// Assay: the plugin's unload is NULL.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_UNLOAD NULL
#include "fixture.h"
