// Assay: takes a second and a half to be opened.
// SPDX-License-Identifier: Apache-2.0
#include <time.h>

#include "fixture.h"

__attribute__((constructor)) static void dawdle(void) {
    struct timespec span = {.tv_sec = 1, .tv_nsec = 500000000};
    nanosleep(&span, NULL);
}
