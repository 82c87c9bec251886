// Assay: an exporter without a fault, to be spoilt. It writes nothing.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_FIXTURE_EXPORTER_H
#define ASSAY_FIXTURE_EXPORTER_H

#include <assay/all.h>

#ifndef EXPORTER_UPDATE
#define EXPORTER_UPDATE(snapshot) (void)(snapshot)
#endif
#ifndef EXPORTER_FINISH
#define EXPORTER_FINISH(error) ((void)(error), ASSAY_STATUS_OK)
#endif

static const assay_exporter_t exporter_table;

#define FIXTURE_KIND ASSAY_KIND_EXPORTER
#define FIXTURE_TABLE exporter_table
#include "fixture.h"

static assay_status_t exporter_begin(const assay_component_t *exporter, const assay_run_info_t *info,
                                     assay_error_t *error) {
    (void)exporter, (void)info, (void)error;
    return ASSAY_STATUS_OK;
}

static void exporter_update(const assay_component_t *exporter, const assay_stats_snapshot_t *snapshot,
                            const assay_run_state_t *state) {
    (void)exporter, (void)state;
    EXPORTER_UPDATE(snapshot);
}

static assay_status_t exporter_finish(const assay_component_t *exporter, const assay_stats_snapshot_t *snapshot,
                                      const assay_run_state_t *state, const assay_run_result_t *result,
                                      assay_error_t *error) {
    (void)exporter, (void)snapshot, (void)state, (void)result;
    return EXPORTER_FINISH(error);
}

static const assay_exporter_t exporter_table = {
    .struct_size = sizeof(assay_exporter_t),
    .begin = exporter_begin,
    .update = exporter_update,
    .finish = exporter_finish,
};

#endif
