// Assay: an exporter that divides by the number of requests.
// SPDX-License-Identifier: Apache-2.0
#define EXPORTER_UPDATE(snapshot)                                                                                      \
    if (100 / (snapshot)->total->request_count > 100) {                                                                \
        abort();                                                                                                       \
    }
#include "exporter.h"
