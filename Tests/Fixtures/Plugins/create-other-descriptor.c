// Assay: the component's descriptor is another one's.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t make(const assay_host_t *host, const char *component_id, const char *config,
                           const assay_component_t **component, assay_error_t *error);

#define FIXTURE_CREATE make
#include "fixture.h"

static assay_status_t make(const assay_host_t *host, const char *component_id, const char *config,
                           const assay_component_t **component, assay_error_t *error) {
    static assay_descriptor_t other;
    assay_status_t status = fixture_create(host, component_id, config, component, error);
    if (status == ASSAY_STATUS_OK) {
        other = fixture_descriptor;
        other.id = "org.example.shape.other";
        ((fixture_t *)(*component)->component_data)->component.descriptor = &other;
    }
    return status;
}
