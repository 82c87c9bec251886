// Assay: lines at the foot of the terminal, below the log.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_TERMINAL_H
#define ASSAY_EXT_TERMINAL_H

#include "../../host.h"

#define ASSAY_EXT_TERMINAL "assay.terminal/1"

// Host extension.
typedef struct assay_terminal {
    uint32_t struct_size;

    // Replaces the lines at the foot of standard error, which the log then writes above; NULL or "" takes them away.
    // Each line of `text` ends with '\n' and is not wider than the terminal. There is one foot: the last caller's lines.
    // [any]
    void (*set_foot)(const assay_host_t *host, const char *text);
} assay_terminal_t;

#endif
