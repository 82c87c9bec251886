// Assay: an exporter that has no room for a long name.
// SPDX-License-Identifier: Apache-2.0
#define EXPORTER_UPDATE(snapshot)                                                                                      \
    for (size_t index = 0; index < (snapshot)->row_count; index += 1) {                                                \
        if (strlen((snapshot)->rows[index].name) > 1000) {                                                             \
            abort();                                                                                                   \
        }                                                                                                              \
    }
#include "exporter.h"
