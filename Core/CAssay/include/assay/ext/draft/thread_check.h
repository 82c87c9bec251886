// Assay: lets a plugin check the thread tags of its own methods.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_THREAD_CHECK_H
#define ASSAY_EXT_THREAD_CHECK_H

#include "../../host.h"
#include "loops.h"

#include <stdbool.h>

#define ASSAY_EXT_THREAD_CHECK "assay.thread_check/1"

// Host extension.
typedef struct assay_thread_check {
    uint32_t struct_size;

    // Whether the calling thread is the main thread.
    // [any]
    bool (*is_main)(const assay_host_t *host);

    // Whether the calling thread turns `loop`.
    // [any]
    bool (*is_loop)(const assay_host_t *host, const assay_loop_t *loop);

    // Whether the calling thread belongs to the worker pool.
    // [any]
    bool (*is_worker)(const assay_host_t *host);
} assay_thread_check_t;

#endif
