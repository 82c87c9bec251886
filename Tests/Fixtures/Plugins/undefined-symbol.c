// Assay: calls a function that no library has.
// link: -lm
// SPDX-License-Identifier: Apache-2.0
void assay_fixture_nowhere(void);
#define FIXTURE_ENTRY                                                                                                  \
    (void)host_abi;                                                                                                    \
    assay_fixture_nowhere();
#include "fixture.h"
