// Assay: the component's kind has no revision.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_KIND "assay.shape"
#include "fixture.h"
