// Assay: never comes back from being opened.
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "fixture.h"

__attribute__((constructor)) static void hang(void) {
    for (;;) {
        pause();
    }
}
