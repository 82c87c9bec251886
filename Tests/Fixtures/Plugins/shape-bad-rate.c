// Assay: a shape that wants users at a rate that is no number.
// SPDX-License-Identifier: Apache-2.0
#include <math.h>

#include <assay/all.h>

static assay_status_t ask(const assay_component_t *shape, assay_duration_t elapsed, uint32_t current_users,
                          assay_target_t *target, assay_error_t *error);

#define FIXTURE_TICK ask
#include "fixture.h"

static assay_status_t ask(const assay_component_t *shape, assay_duration_t elapsed, uint32_t current_users,
                          assay_target_t *target, assay_error_t *error) {
    assay_status_t status = fixture_tick(shape, elapsed, current_users, target, error);
    target->user_count = 10;
    target->spawn_rate = NAN;
    return status;
}
