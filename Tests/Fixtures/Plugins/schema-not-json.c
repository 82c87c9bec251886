// Assay: the schema looks like JSON and is not.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_SCHEMA "{\"type\": \"object\", }"
#include "fixture.h"
