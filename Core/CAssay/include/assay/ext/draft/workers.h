// Assay: a pool of threads for work that waits or computes long.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_WORKERS_H
#define ASSAY_EXT_WORKERS_H

#include "../../host.h"
#include "loops.h"

#define ASSAY_EXT_WORKERS "assay.workers/1"

// Host extension.
typedef struct assay_workers {
    uint32_t struct_size;

    // Calls work(user_data) on a thread of the pool [blocking], then done(user_data) on `loop` [loop]. `done` may be NULL.
    // RESOURCE_EXHAUSTED when the queue is full; then neither is called. A test host may run both before it returns.
    // [any]
    assay_status_t (*submit)(const assay_host_t *host, void (*work)(void *user_data), assay_loop_t *loop,
                             void (*done)(void *user_data), void *user_data);
} assay_workers_t;

#endif
