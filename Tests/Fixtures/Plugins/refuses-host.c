// Assay: works with no host at all.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_ENTRY                                                                                                  \
    (void)host_abi;                                                                                                    \
    return NULL;
#include "fixture.h"
