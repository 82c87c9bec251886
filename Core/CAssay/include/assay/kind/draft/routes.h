// Assay: routes: the paths that a server answers, and who answers them.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_ROUTES_H
#define ASSAY_KIND_ROUTES_H

#include "../../component.h"
#include "exchange.h"

#define ASSAY_KIND_ROUTES "assay.routes/1"

// What the server does with the body of a request.
ASSAY_ENUM(assay_route_body){
    // It is read and thrown away.
    ASSAY_ROUTE_BODY_NONE = 0,
    // It is read into memory before `handle` is called.
    ASSAY_ROUTE_BODY_BUFFERED = 1,
    // `handle` is called at once, and reads it piece by piece.
    ASSAY_ROUTE_BODY_STREAMED = 2,
};
ASSAY_ENUM_TYPEDEF(assay_route_body, assay_route_body_t)

// The permission of a route that everybody may use.
#define ASSAY_PERMISSION_PUBLIC "public"

// Answered whatever Host and Origin say: for probes.
#define ASSAY_ROUTE_ANY_HOST 1u

// One route. Static as long as the component is started.
typedef struct assay_route {
    uint32_t struct_size;
    // Bits above.
    uint32_t flags;
    // "GET"; it answers HEAD as well. OPTIONS is the server's.
    const char *method;
    // A path, matched against the decoded one: "/runs/{run_id}" has a parameter, which is one segment and never empty;
    // "/files/{path...}" takes all that is left, at least one byte. A fixed segment wins over a parameter.
    const char *pattern;
    // What it does, for logs and audits: "createRun".
    const char *operation;
    // What is needed to use it; a route without one is refused.
    const char *permission;
    assay_route_body_t body;
    // The longest body in bytes, which a longer one is refused with 413; 0 for no limit, which only streams may have.
    uint64_t max_body;
} assay_route_t;

// The kind.
typedef struct assay_routes {
    uint32_t struct_size;

    // Returns the route at `index`, NULL past the last one. The server asks once, when it starts.
    // [main, started]
    const assay_route_t *(*get_route)(const assay_component_t *routes, uint32_t index);

    // Handles an exchange of the route exchange->route: returns soon, and ends the exchange now or later. Several are
    // handled at once. Called on a thread that serves many connections: it must not wait.
    // [any, started]
    void (*handle)(const assay_component_t *routes, assay_exchange_t *exchange);
} assay_routes_t;

#endif
