// Assay: takes half a second to be opened.
// SPDX-License-Identifier: Apache-2.0
#include <time.h>

#include "fixture.h"

__attribute__((constructor)) static void dawdle(void) {
    struct timespec span = {.tv_nsec = 500000000};
    nanosleep(&span, NULL);
}
