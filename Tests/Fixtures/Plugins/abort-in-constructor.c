// Assay: aborts when it is opened.
// SPDX-License-Identifier: Apache-2.0
#include "fixture.h"

__attribute__((constructor)) static void end(void) {
    abort();
}
