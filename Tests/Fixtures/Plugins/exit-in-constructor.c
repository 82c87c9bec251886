// Assay: ends the process when it is opened.
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "fixture.h"

__attribute__((constructor)) static void leave(void) {
    _exit(7);
}
