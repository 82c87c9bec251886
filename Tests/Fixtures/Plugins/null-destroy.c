// Assay: the component's destroy is NULL.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_DESTROY NULL
#include "fixture.h"
