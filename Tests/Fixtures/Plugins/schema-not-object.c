// Assay: the schema is no JSON object.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_SCHEMA "true"
#include "fixture.h"
