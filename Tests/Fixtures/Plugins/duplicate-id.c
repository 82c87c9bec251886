// Assay: has the id of the good plugin, and another component.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_COMPONENT_ID "org.example.shape.duplicate"
#include "fixture.h"
