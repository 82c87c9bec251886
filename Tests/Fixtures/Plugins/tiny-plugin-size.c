// Assay: the plugin's table ends before its version.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_PLUGIN_SIZE 8
#include "fixture.h"
