// Assay: the component has another size than its type.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_COMPONENT_SIZE 4
#include "fixture.h"
