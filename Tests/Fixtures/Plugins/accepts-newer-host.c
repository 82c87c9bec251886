// Assay: does not look at the version of its host.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_ENTRY (void)host_abi;
#include "fixture.h"
