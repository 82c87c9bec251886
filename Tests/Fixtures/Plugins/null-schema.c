// Assay: the component has no schema.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_SCHEMA NULL
#include "fixture.h"
