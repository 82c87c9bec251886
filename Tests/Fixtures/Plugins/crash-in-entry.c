// Assay: crashes in its entry.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_ENTRY                                                                                                  \
    (void)host_abi;                                                                                                    \
    abort();
#include "fixture.h"
