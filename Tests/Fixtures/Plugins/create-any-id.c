// Assay: makes its component whatever the id.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_HAS_ID(id) ((void)(id), true)
#include "fixture.h"
