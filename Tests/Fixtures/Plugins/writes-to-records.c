// Assay: writes into every open descriptor when it is opened.
// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include "fixture.h"

__attribute__((constructor)) static void scribble(void) {
    static const char noise[] = "end\nbegin\t/nowhere\nplugin\tx\n\xff\xfe\n";
    for (int descriptor = 1; descriptor < 8; descriptor += 1) {
        if (write(descriptor, noise, sizeof noise - 1) < 0) {
            continue;
        }
    }
}
