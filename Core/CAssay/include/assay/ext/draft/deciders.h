// Assay: hooks that can refuse. A decider allows or denies an operation before it happens, with a reason.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_DECIDERS_H
#define ASSAY_EXT_DECIDERS_H

#include "hooks.h"

#define ASSAY_EXT_DECIDERS "assay.deciders/1"

ASSAY_ENUM(assay_verdict){
    ASSAY_VERDICT_ALLOW = 0,
    ASSAY_VERDICT_DENY = 1,
};
ASSAY_ENUM_TYPEDEF(assay_verdict, assay_verdict_t)

// One decider's part in one decision.
typedef uint64_t assay_decision_token_t;

// Asked on a worker thread with a copy of the event that lives until the token is resolved. Returns at once; the
// verdict may come later.
typedef void (*assay_decider_t)(void *user_data, const assay_event_t *event, assay_decision_token_t token);

// Told the outcome on the main thread. `reason` is borrowed; it is "" when everybody allowed.
typedef void (*assay_decided_t)(void *user_data, assay_verdict_t verdict, const char *reason);

// Host extension. The last part of the hook's name begins with "before_": "before_set_alias", "com.acme.before_sale".
typedef struct assay_deciders {
    uint32_t struct_size;

    // Adds a decider. `deadline` counts from the question; a verdict that is late or never comes is a denial.
    // [any]
    assay_status_t (*subscribe)(const assay_host_t *host, assay_hook_t hook, assay_duration_t deadline,
                                assay_decider_t decider, void *user_data, assay_subscription_t *subscription,
                                assay_error_t *error);

    // Ends a subscription; questions it has not answered are denied. `done` as for hooks.
    // [any]
    void (*unsubscribe)(const assay_host_t *host, assay_subscription_t subscription, void (*done)(void *user_data),
                        void *user_data);

    // Gives the verdict for `token`. `reason` is copied, and may be NULL when allowing. A second verdict for the
    // same token, or a late one, changes nothing.
    // [any]
    void (*resolve)(const assay_host_t *host, assay_decision_token_t token, assay_verdict_t verdict,
                    const char *reason);

    // Whether `decide` would ask anybody. Lets a loop go on without a question.
    // [any]
    bool (*has_deciders)(const assay_host_t *host, assay_hook_t hook);

    // Asks every decider of `hook` at once. The event and its strings are copied before the call returns. Allowed
    // when all allow (also when there is none); the first denial decides.
    // [main | blocking]
    void (*decide)(const assay_host_t *host, assay_hook_t hook, const assay_event_t *event, assay_decided_t decided,
                   void *user_data);
} assay_deciders_t;

#endif
