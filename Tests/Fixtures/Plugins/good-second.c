// Assay: a second plugin without a fault.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_ID "org.example.second"
#define FIXTURE_COMPONENT_ID "org.example.shape.second"
#include "fixture.h"
