// Assay: the plugin's create is NULL.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_CREATE NULL
#include "fixture.h"
