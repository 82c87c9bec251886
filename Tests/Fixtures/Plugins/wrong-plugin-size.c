// Assay: the plugin's table has another size than its type.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_PLUGIN_SIZE (sizeof(assay_plugin_t) + 8)
#include "fixture.h"
