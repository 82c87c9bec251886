// Assay: the plugin's get_descriptor is NULL.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_GET_DESCRIPTOR NULL
#include "fixture.h"
