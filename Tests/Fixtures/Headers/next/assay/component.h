// Assay: a component is one thing that a plugin provides: a scenario, a client, an exporter.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_COMPONENT_H
#define ASSAY_COMPONENT_H

#include "status.h"
#include "types.h"

// What a component is, known before one is made. Static: it lives as long as the library.
typedef struct assay_descriptor {
    uint32_t struct_size;
    // Lower case, dots for hierarchy, last label the name: "assay.client.http". Unique within a process.
    const char *id;
    // The id of the kind: "assay.client/1". See kind/.
    const char *kind;
    // For people.
    const char *name;
    const char *version;
    const char *description;
    // A JSON Schema for the config that `create` takes. Never NULL; "{}" accepts everything.
    const char *config_schema;
} assay_descriptor_t;

// A component. Its life, in order:
//   1. create    the plugin's `create` checks the config and makes the component; nothing runs yet
//   2. start     resources are opened; from here on the functions of its kind may be called
//   3. work      the calls of its kind
//   4. stop      all work has ended when it returns; nothing of it is called back afterwards
//   5. start again, or
//   6. destroy   the memory goes; the pointer is dead
// `stop` after a failed `start`, and a second `stop`, do nothing.
typedef struct assay_component {
    uint32_t struct_size;
    const assay_descriptor_t *descriptor;
    // The component's own data.
    void *component_data;

    // Opens what the component needs. On a failure nothing stays open.
    // [main, !started]
    assay_status_t (*start)(const struct assay_component *component, assay_error_t *error);

    // Ends all work.
    // [main, started]
    void (*stop)(const struct assay_component *component);

    // Frees the component.
    // [main, !started]
    void (*destroy)(const struct assay_component *component);

    // Returns the table of the component's kind (the id in descriptor->kind), or of one of its extras, or
    // NULL. The table belongs to the component.
    // [any]
    const void *(*get_extension)(const struct assay_component *component, const char *id);
} assay_component_t;

#endif
