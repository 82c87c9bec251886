// Assay: the one function that a plugin exports.
//
// Trust: a plugin is native code in the host's process, with all of the host's rights. Load only what you
// would run as a program of its own. The host refuses a file, or a folder, that others may write to.
//
// Search path: the folders in ASSAY_PLUGIN_PATH (separated by ':'), ~/.assay/plugins, and
// <prefix>/lib/assay/plugins; every file in them that ends in ".so" is looked at, in a child process.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_ENTRY_H
#define ASSAY_ENTRY_H

#include "component.h"
#include "host.h"
#include "macros.h"

// A plugin: a library that provides components. Static: it lives as long as the library, which is opened
// with RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE and never closed.
typedef struct assay_plugin {
    uint32_t struct_size;
    // The version of the headers that the plugin was built against.
    assay_version_t abi;
    // "com.acme.politeness": lower case, dots for hierarchy.
    const char *id;
    const char *name;
    const char *vendor;
    const char *version;
    const char *description;
    // Where its documentation is; may be "".
    const char *url;

    // Called once, before anything else, after the host has accepted the plugin.
    // [main, !started]
    assay_status_t (*load)(const assay_host_t *host, assay_error_t *error);

    // Called once, when every component of the plugin is destroyed and no more will be made.
    // [main, !started]
    void (*unload)(void);

    // Returns the descriptor at `index`, NULL past the last one. Needs no `load`: discovery calls it alone.
    // [any]
    const assay_descriptor_t *(*get_descriptor)(uint32_t index);

    // Makes the component `component_id` from `config`, a JSON object (never NULL, "{}" for none), and
    // writes it to `component`. An id that the plugin does not have gives NOT_FOUND, a config that does not fit
    // INVALID_ARGUMENT with the key in error->context.
    // [main]
    assay_status_t (*create)(const assay_host_t *host, const char *component_id, const char *config,
                             const assay_component_t **component, assay_error_t *error);
} assay_plugin_t;

ASSAY_EXTERN_C_BEGIN

// Returns the plugin's table, or NULL when the plugin cannot work with a host of `host_abi`. Called first, and
// perhaps again.
// Rationale: a function and not a data symbol, because Swift exports functions to C and not constants.
// [any]
ASSAY_EXPORT const assay_plugin_t *assay_plugin_entry(const assay_version_t *host_abi);

// The type of assay_plugin_entry, and its name for dlsym.
typedef const assay_plugin_t *(*assay_plugin_entry_t)(const assay_version_t *host_abi);
#define ASSAY_PLUGIN_ENTRY_SYMBOL "assay_plugin_entry"

ASSAY_EXTERN_C_END

#endif
