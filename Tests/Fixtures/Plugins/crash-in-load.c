// Assay: crashes in its load, which discovery does not call.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t crash(const assay_host_t *host, assay_error_t *error);

#define FIXTURE_LOAD crash
#include "fixture.h"

static assay_status_t crash(const assay_host_t *host, assay_error_t *error) {
    (void)host, (void)error;
    *(volatile int *)8 = 1;
    return ASSAY_STATUS_OK;
}
