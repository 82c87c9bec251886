// Assay: exports a second function.
// export: a*
// SPDX-License-Identifier: Apache-2.0
#include <assay/macros.h>

ASSAY_EXPORT int acme_extra(void);

#include "fixture.h"

int acme_extra(void) {
    return 1;
}
