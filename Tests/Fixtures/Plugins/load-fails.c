// Assay: its load reports an error.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t refuse(const assay_host_t *host, assay_error_t *error);

#define FIXTURE_LOAD refuse
#include "fixture.h"

static assay_status_t refuse(const assay_host_t *host, assay_error_t *error) {
    (void)host;
    return fixture_fail(error, ASSAY_STATUS_UNAVAILABLE, "the licence server is gone");
}
