// Assay: running components by name: how the parts of a server find each other.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_INSTANCES_H
#define ASSAY_EXT_INSTANCES_H

#include "../../component.h"
#include "../../host.h"

#define ASSAY_EXT_INSTANCES "assay.instances/1"

// Host extension: the components that their owner has published. A config names them: {"sql": "sql"}.
typedef struct assay_instances {
    uint32_t struct_size;

    // Makes a started component known as `name`: 1 to 100 letters, digits, '.', '-' and '_'; copied. The component stays
    // its owner's, who withdraws it before it stops. A name in use gives ALREADY_EXISTS.
    // [main]
    assay_status_t (*publish)(const assay_host_t *host, const char *name, const assay_component_t *component,
                              assay_error_t *error);

    // Returns the component known as `name`, or NULL. It may be used until the caller's own `stop` returns: owners stop
    // what was made later first.
    // [main]
    const assay_component_t *(*find)(const assay_host_t *host, const char *name);

    // Forgets a name; does nothing to one that is not in use.
    // [main]
    void (*withdraw)(const assay_host_t *host, const char *name);
} assay_instances_t;

#endif
