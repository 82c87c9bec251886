// Assay: the plugin's id is empty.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_ID ""
#include "fixture.h"
