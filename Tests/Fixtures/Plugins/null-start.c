// Assay: the component's start is NULL.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_START NULL
#include "fixture.h"
