// Assay: the hook bus. Named points with typed, self-describing events, and three ways to listen.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_HOOKS_H
#define ASSAY_EXT_HOOKS_H

#include "../../host.h"
#include "../../status.h"
#include "event.h"

#include <stdbool.h>

#define ASSAY_EXT_HOOKS "assay.hooks/1"

// What a hook is. The host copies it.
typedef struct assay_hook_declaration {
    uint32_t struct_size;
    // "request_success"; third parties write "com.acme.cache_miss".
    const char *name;
    // One sentence: when it is emitted.
    const char *description;
    // sizeof the event struct.
    uint32_t event_size;
    const assay_field_t *fields;
    uint32_t field_count;
} assay_hook_declaration_t;

// A subscription. 0 is none.
typedef uint64_t assay_subscription_t;

// How a listener wants to be called.
ASSAY_ENUM(assay_listen){
    // On the emitter's thread, before `emit` returns; calls from several loops may run at the same time.
    ASSAY_LISTEN_INLINE = 0,
    // On the main thread, later, one call at a time, from a bounded queue of copies. Events that find the queue
    // full are dropped and counted.
    ASSAY_LISTEN_MAIN = 1,
};
ASSAY_ENUM_TYPEDEF(assay_listen, assay_listen_t)

// A listener. Must not block and must not keep the event.
typedef void (*assay_listener_t)(void *user_data, const assay_event_t *event);

// A plain function of any signature; called through a cast with the fields that the subscription names.
typedef void (*assay_function_t)(void);

// Host extension.
typedef struct assay_hooks {
    uint32_t struct_size;

    // Declares a hook, or finds the one of the same name. A second declaration with other fields or another size
    // gives ALREADY_EXISTS, too many hooks RESOURCE_EXHAUSTED.
    // [any]
    assay_status_t (*declare)(const assay_host_t *host, const assay_hook_declaration_t *declaration, assay_hook_t *hook,
                              assay_error_t *error);

    // Finds a hook by name; NOT_FOUND while nobody has declared it.
    // [any]
    assay_status_t (*resolve)(const assay_host_t *host, const char *name, assay_hook_t *hook);

    // Returns what a hook is, or NULL past the last one: hooks are numbered from 0 without a gap. The
    // declaration lives as long as the host.
    // [any]
    const assay_hook_declaration_t *(*describe)(const assay_host_t *host, assay_hook_t hook);

    // First way: calls `listener` for every event. It takes effect on each loop between two events of that loop.
    // [any]
    assay_status_t (*subscribe)(const assay_host_t *host, assay_hook_t hook, assay_listen_t how,
                                assay_listener_t listener, void *user_data, assay_subscription_t *subscription,
                                assay_error_t *error);

    // Second way: calls `function` with the named fields as its parameters, each of the C type in
    // assay_field_type_t: void f(const char *method, const char *name, double response_time_ms). At most 16 fields.
    // A name that the hook does not have gives NOT_FOUND and lists those it has.
    // [any]
    assay_status_t (*subscribe_function)(const assay_host_t *host, assay_hook_t hook, assay_listen_t how,
                                         const char *const *field_names, uint32_t field_count,
                                         assay_function_t function, assay_subscription_t *subscription,
                                         assay_error_t *error);

    // Third way: calls `listener` for every event of every hook, also of those declared later; it reads events
    // through `describe`.
    // [any]
    assay_status_t (*subscribe_all)(const assay_host_t *host, assay_listen_t how, assay_listener_t listener,
                                    void *user_data, assay_subscription_t *subscription, assay_error_t *error);

    // Ends a subscription. `done` is called once when no loop can call the listener any more, on the main thread;
    // from then on its user_data may go. `done` may be NULL.
    // [any]
    void (*unsubscribe)(const assay_host_t *host, assay_subscription_t subscription, void (*done)(void *user_data),
                        void *user_data);

    // Returns how many events a subscription has lost to a full queue.
    // [any]
    uint64_t (*get_dropped_count)(const assay_host_t *host, assay_subscription_t subscription);

    // Whether anybody listens. Lets an emitter skip the making of an event.
    // [any]
    bool (*is_observed)(const assay_host_t *host, assay_hook_t hook);

    // Calls every listener of `hook` in the order of their subscription. The host fills event->hook.
    // [any]
    void (*emit)(const assay_host_t *host, assay_hook_t hook, assay_event_t *event);
} assay_hooks_t;

#endif
