// Assay: a plugin that can refuse a sale, to be spoilt.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_FIXTURE_DECIDER_H
#define ASSAY_FIXTURE_DECIDER_H

#include <assay/all.h>

#ifndef DECIDER_ANSWER
#define DECIDER_ANSWER(deciders, host, token) (deciders)->resolve(host, token, ASSAY_VERDICT_DENY, "not proven")
#endif
#ifndef DECIDER_END
#define DECIDER_END(deciders, host) (deciders)->unsubscribe(host, subscription, NULL, NULL)
#endif

static assay_status_t begin(const assay_component_t *component, assay_error_t *error);
static void end(const assay_component_t *component);

#define FIXTURE_START begin
#define FIXTURE_STOP end
#include "fixture.h"

typedef struct sale {
    assay_event_t event;
    double price;
} sale_t;

static assay_subscription_t subscription;

static const assay_field_t sale_fields[] = {{
    .name = "price",
    .type = ASSAY_FIELD_DOUBLE,
    .offset = offsetof(sale_t, price),
    .length_offset = ASSAY_FIELD_NO_LENGTH,
}};

static const assay_hook_declaration_t sale = {
    .struct_size = sizeof(assay_hook_declaration_t),
    .name = "org.example.before_sale",
    .description = "Something is to be sold.",
    .event_size = sizeof(sale_t),
    .fields = sale_fields,
    .field_count = 1,
};

static const assay_deciders_t *deciders_of(const assay_host_t *host) {
    return host->get_extension(host, ASSAY_EXT_DECIDERS);
}

static void decide(void *user_data, const assay_event_t *event, assay_decision_token_t token) {
    (void)event;
    const assay_host_t *host = user_data;
    (void)host, (void)token;
    DECIDER_ANSWER(deciders_of(host), host, token);
}

static assay_status_t begin(const assay_component_t *component, assay_error_t *error) {
    const assay_host_t *host = fixture_of(component)->host;
    const assay_hooks_t *hooks = host->get_extension(host, ASSAY_EXT_HOOKS);
    const assay_deciders_t *deciders = deciders_of(host);
    if (hooks == NULL || deciders == NULL) {
        return fixture_fail(error, ASSAY_STATUS_FAILED_PRECONDITION, "the host has no deciders");
    }
    assay_hook_t hook = ASSAY_HOOK_NONE;
    assay_status_t status = hooks->declare(host, &sale, &hook, error);
    if (status != ASSAY_STATUS_OK) {
        return status;
    }
    return deciders->subscribe(host, hook, 100000000, decide, (void *)host, &subscription, error);
}

static void end(const assay_component_t *component) {
    const assay_host_t *host = fixture_of(component)->host;
    if (subscription != 0) {
        DECIDER_END(deciders_of(host), host);
    }
    subscription = 0;
}

#endif
