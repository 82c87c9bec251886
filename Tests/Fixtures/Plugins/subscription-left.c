// Assay: subscribes to a hook and stays.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t begin(const assay_component_t *component, assay_error_t *error);

#define FIXTURE_START begin
#include "fixture.h"

static void ignore(void *user_data, const assay_event_t *event) {
    (void)user_data, (void)event;
}

static assay_status_t begin(const assay_component_t *component, assay_error_t *error) {
    const assay_host_t *host = fixture_of(component)->host;
    const assay_hooks_t *hooks = host->get_extension(host, ASSAY_EXT_HOOKS);
    assay_subscription_t subscription = 0;
    if (hooks != NULL) {
        hooks->subscribe_all(host, ASSAY_LISTEN_INLINE, ignore, NULL, &subscription, error);
    }
    return fixture_start(component, error);
}
