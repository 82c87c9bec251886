// Assay: the exporter: counts the requests that succeed, and writes the count to a file when the run ends.
// SPDX-License-Identifier: Apache-2.0
#ifndef TEMPLATE_PLUGIN_EXPORTER_H
#define TEMPLATE_PLUGIN_EXPORTER_H

#include <assay/all.h>

// What the component is; static.
extern const assay_descriptor_t exporter_descriptor;

// Makes the component from its config.
assay_status_t exporter_create(const assay_host_t *host, const char *config, const assay_component_t **component,
                               assay_error_t *error);

#endif
