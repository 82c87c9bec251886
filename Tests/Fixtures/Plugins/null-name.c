// Assay: the component has no name.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_NAME NULL
#include "fixture.h"
