// Assay: looks at the start of the id alone.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_HAS_ID(id) (strncmp(id, FIXTURE_COMPONENT_ID, strlen(FIXTURE_COMPONENT_ID)) == 0)
#include "fixture.h"
