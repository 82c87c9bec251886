// Assay: calls a [main] function of the host on a thread of its own.
// SPDX-License-Identifier: Apache-2.0
#include <pthread.h>

#include <assay/all.h>

static assay_status_t begin(const assay_component_t *component, assay_error_t *error);

#define FIXTURE_START begin
#include "fixture.h"

static void *trespass(void *data) {
    const assay_host_t *host = data;
    const assay_components_t *components = host->get_extension(host, ASSAY_EXT_COMPONENTS);
    if (components != NULL) {
        components->get_descriptor(host, NULL, 0);
    }
    return NULL;
}

static assay_status_t begin(const assay_component_t *component, assay_error_t *error) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, trespass, (void *)fixture_of(component)->host) == 0) {
        pthread_join(thread, NULL);
    }
    return fixture_start(component, error);
}
