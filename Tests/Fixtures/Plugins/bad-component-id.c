// Assay: the component's id has an empty label.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_COMPONENT_ID "org..fixture"
#include "fixture.h"
