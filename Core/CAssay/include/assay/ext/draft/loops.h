// Assay: the host's event loops: file descriptors, timers, and functions to call later.
//
// The main loop turns on the main thread and carries control: signals, reports, files. The work loops, one a
// core, carry the load: a simulated user lives on one of them for life. Nothing here allocates per operation:
// timers and watches are the caller's own memory, linked into the loop while they are active.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_LOOPS_H
#define ASSAY_EXT_LOOPS_H

#include "../../host.h"
#include "../../status.h"

#include <stdbool.h>

#define ASSAY_EXT_LOOPS "assay.loops/1"

// A loop. Opaque.
typedef struct assay_loop assay_loop_t;

// A timer in the caller's memory. Zero it once, set on_fire and user_data; the rest is the loop's. While it is
// active it must neither move nor be freed.
typedef struct assay_timer {
    struct assay_timer *next;
    struct assay_timer *previous;
    // When it is due. Read only; set by add_timer.
    assay_instant_t deadline;
    // Called once, when due; the timer is inactive by then and may be added again from inside.
    // [loop]
    void (*on_fire)(struct assay_timer *timer);
    void *user_data;
} assay_timer_t;

// What a descriptor is ready for; bits.
#define ASSAY_READY_READ 1u
#define ASSAY_READY_WRITE 2u
#define ASSAY_READY_ERROR 4u
// The peer has closed its side.
#define ASSAY_READY_HANGUP 8u

// A watched file descriptor, in the caller's memory: the same rules as for a timer.
typedef struct assay_watch {
    int32_t fd;
    // Used by the loop.
    uint32_t state;
    // Called when readiness changes (edge-triggered: read or write until the call would block, or remember that
    // you did not). `ready` is a set of ASSAY_READY_ bits.
    // [loop]
    void (*on_ready)(struct assay_watch *watch, uint32_t ready);
    void *user_data;
} assay_watch_t;

// A function to call later, with the two words given when it was posted.
typedef void (*assay_job_t)(void *first, void *second);

// Host extension.
typedef struct assay_loops {
    uint32_t struct_size;

    // The main loop.
    // [any]
    assay_loop_t *(*get_main)(const assay_host_t *host);

    // How many work loops there are; fixed for the life of the host, at least 1.
    // [any]
    uint32_t (*get_count)(const assay_host_t *host);

    // The work loop `index`, NULL past the last one.
    // [any]
    assay_loop_t *(*get_loop)(const assay_host_t *host, uint32_t index);

    // The loop that the calling thread turns, or NULL.
    // [any]
    assay_loop_t *(*get_current)(const assay_host_t *host);

    // The monotonic clock, read now.
    // [any]
    assay_instant_t (*now)(assay_loop_t *loop);

    // The monotonic clock as read at the start of this turn: free, and the same for all callbacks of a turn.
    // [loop]
    assay_instant_t (*turn_time)(assay_loop_t *loop);

    // A number that is another one in each turn of the loop.
    // [loop]
    uint64_t (*turn_count)(assay_loop_t *loop);

    // Makes `timer` fire at `deadline`, or at the next turn if that has passed. An active timer is moved. It fires
    // never early, and as a rule less than 0.3 ms late.
    // [loop]
    void (*add_timer)(assay_loop_t *loop, assay_timer_t *timer, assay_instant_t deadline);

    // Makes an active timer inactive; does nothing to an inactive one.
    // [loop]
    void (*cancel_timer)(assay_loop_t *loop, assay_timer_t *timer);

    // Watches watch->fd for reading, writing, errors and hang-up, edge-triggered, until unwatch. The descriptor stays
    // the caller's: unwatch before it is closed.
    // [loop]
    assay_status_t (*watch)(assay_loop_t *loop, assay_watch_t *watch, assay_error_t *error);

    // Ends a watch; on_ready is not called again, also not for readiness that the loop has seen already.
    // [loop]
    void (*unwatch)(assay_loop_t *loop, assay_watch_t *watch);

    // Calls job(first, second) on the same loop, after the callback that runs now and before the next event.
    // [loop]
    void (*post)(assay_loop_t *loop, assay_job_t job, void *first, void *second);

    // Calls job(first, second) on `loop`, from any thread, in order of posting per thread. The mailbox is unbounded: it
    // carries control, never data. After the loop has ended, false; the job is not called.
    // [any]
    bool (*post_remote)(assay_loop_t *loop, assay_job_t job, void *first, void *second);

    // Memory of the loop to receive into: 64 KiB or more, its content lost when the callback returns.
    // [loop]
    uint8_t *(*get_buffer)(assay_loop_t *loop, size_t *size);

    // How long the loop has worked without looking at the clock of its events: the time from the start of a turn to
    // the start of the next, the wait left out. The highest since the last call; each call starts anew.
    // [loop]
    assay_duration_t (*take_longest_turn)(assay_loop_t *loop);
} assay_loops_t;

#endif
