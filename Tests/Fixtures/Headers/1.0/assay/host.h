// Assay: what a plugin sees of its host.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_HOST_H
#define ASSAY_HOST_H

#include "types.h"
#include "version.h"

// Thread tags. The last line of every method's comment says where it may be called:
//   [main]      on the host's main thread, which turns the main loop
//   [loop]      on the thread of the loop that owns the object; never two calls at once
//   [blocking]  on a thread of the worker pool, where the call may wait
//   [any]       on any thread, also concurrently
// Two may be joined: [main | blocking] is on either.
// A state may follow: [main, !started] is before `start` or after `stop`; [loop, started] is between them.
// A host built for debugging ends the process when a plugin breaks a tag; see ext/draft/thread_check.h.

// The host. It has one function: everything else is a small table found by id. It outlives every plugin.
typedef struct assay_host {
    uint32_t struct_size;
    assay_version_t abi;
    // The host's own data. Plugins pass it nowhere.
    void *host_data;
    // The host's name and version, for messages.
    const char *name;
    const char *version;

    // Returns the table of the extension `id`, for instance ASSAY_EXT_LOOPS, or NULL when this host has none.
    // The table belongs to the host and lives as long as it.
    // [any]
    const void *(*get_extension)(const struct assay_host *host, const char *id);
} assay_host_t;

#endif
