// Assay: built for the next major version.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_ABI                                                                                                    \
    { 2, 0, 0 }
#define FIXTURE_ENTRY (void)host_abi;
#include "fixture.h"
