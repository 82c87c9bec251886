// Assay: a server: listens for requests and hands them to routes. It is the only component that listens.
//
// Its config names the published instances of the kind routes that it serves ({"routes": ["tracking-routes"]}); `start`
// reads their routes and then listens, so no request finds half of them.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_SERVER_H
#define ASSAY_KIND_SERVER_H

#include "../../component.h"

#define ASSAY_KIND_SERVER "assay.server/1"

// The kind.
typedef struct assay_server {
    uint32_t struct_size;

    // Returns where it listens, with the real port: "http://127.0.0.1:5000", "unix:/run/assay.sock". Lives until `stop`.
    // [main, started]
    const char *(*get_address)(const assay_component_t *server);

    // Stops listening and closes idle connections; requests in flight are answered, for `limit` at most. Then `done` is
    // called, once, on the main loop; `stop` follows. `stop` without it cuts everything off, and then `done` is not called.
    // [main, started]
    void (*drain)(const assay_component_t *server, assay_duration_t limit, void (*done)(void *user_data),
                  void *user_data);
} assay_server_t;

#endif
