// Assay: the component's get_extension is NULL.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_GET_EXTENSION NULL
#include "fixture.h"
