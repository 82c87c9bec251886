// Assay: how one component finds and makes others, by kind and id.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_COMPONENTS_H
#define ASSAY_EXT_COMPONENTS_H

#include "../../component.h"
#include "../../host.h"

#include <stdbool.h>

#define ASSAY_EXT_COMPONENTS "assay.components/1"

// Host extension: the components that the plugins in the search path provide.
typedef struct assay_components {
    uint32_t struct_size;

    // Returns the descriptor at `index` among those of `kind` (NULL: of all kinds), ordered by id, or NULL past
    // the last one. Loads no plugin; the texts live as long as the host.
    // [main]
    const assay_descriptor_t *(*get_descriptor)(const assay_host_t *host, const char *kind, uint32_t index);

    // Makes the component `id` from `config` (a JSON object, NULL for "{}"), loading its plugin when need be. The
    // caller owns the component: it starts, stops and at last destroys it. NOT_FOUND names the ids that come near.
    // [main]
    assay_status_t (*create)(const assay_host_t *host, const char *id, const char *config,
                             const assay_component_t **component_owned, assay_error_t *error);
} assay_components_t;

#endif
