// Assay: crashes when it is opened.
// SPDX-License-Identifier: Apache-2.0
#include <signal.h>

#include "fixture.h"

__attribute__((constructor)) static void crash(void) {
    raise(SIGSEGV);
}
