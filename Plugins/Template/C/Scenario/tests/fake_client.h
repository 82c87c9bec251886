// Assay: a client for tests, which keeps the request it is given until the test answers it.
// SPDX-License-Identifier: Apache-2.0
#ifndef TEMPLATE_PLUGIN_FAKE_CLIENT_H
#define TEMPLATE_PLUGIN_FAKE_CLIENT_H

#include <assay/all.h>

extern const assay_client_t fake_client;

// The URL of the request in flight; NULL while there is none.
extern const char *fake_url;
extern int fake_open_sessions;
extern int fake_unreleased_responses;

// Ends the request in flight: with status 200, or with an error.
void fake_respond(assay_client_error_t error);

#endif
