// Assay: a host for tests: its hook bus has request_success alone, and keeps the function that listens to it.
// SPDX-License-Identifier: Apache-2.0
#ifndef TEMPLATE_PLUGIN_FAKE_HOST_H
#define TEMPLATE_PLUGIN_FAKE_HOST_H

#include <assay/all.h>

extern const assay_host_t fake_host;

// The listener, with the fields that it asked for as parameters; NULL while nobody listens.
typedef void (*request_listener_t)(const char *method, const char *name, double response_time_ms,
                                   uint64_t response_length);
extern request_listener_t fake_listener;

#endif
