// Assay: built for a minor version that the host does not have yet.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_ABI                                                                                                    \
    { ASSAY_ABI_MAJOR, 999, 0 }
#define FIXTURE_ENTRY (void)host_abi;
#include "fixture.h"
