// Assay: routes without a fault, to be spoilt as fixture.h tells.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_ROUTES_FIXTURE_H
#define ASSAY_ROUTES_FIXTURE_H

#include <assay/all.h>
#include <assay/kind/draft/routes.h>

static const assay_routes_t fixture_routes;

#define FIXTURE_KIND ASSAY_KIND_ROUTES
#define FIXTURE_TABLE fixture_routes
#include "fixture.h"

#ifndef ROUTES_PERMISSION
#define ROUTES_PERMISSION "read"
#endif
#ifndef ROUTES_SECOND_PATTERN
#define ROUTES_SECOND_PATTERN "/things/{id}/files/{path...}"
#endif
#ifndef ROUTES_MAX_BODY
#define ROUTES_MAX_BODY 1000
#endif
#ifndef ROUTES_COUNT
#define ROUTES_COUNT 2
#endif

static const assay_route_t fixture_route_list[] = {
    {
        .struct_size = sizeof(assay_route_t),
        .method = "GET",
        .pattern = "/things",
        .operation = "listThings",
        .permission = ROUTES_PERMISSION,
        .body = ASSAY_ROUTE_BODY_NONE,
    },
    {
        .struct_size = sizeof(assay_route_t),
        .method = "GET",
        .pattern = ROUTES_SECOND_PATTERN,
        .operation = "changeThing",
        .permission = "edit",
        .body = ASSAY_ROUTE_BODY_BUFFERED,
        .max_body = ROUTES_MAX_BODY,
    },
};

static const assay_route_t *fixture_get_route(const assay_component_t *routes, uint32_t index) {
    (void)routes;
    return index < ROUTES_COUNT ? &fixture_route_list[index % 2] : NULL;
}

static void fixture_handle(const assay_component_t *routes, assay_exchange_t *exchange) {
    (void)routes;
    exchange->calls->abort(exchange);
}

static const assay_routes_t fixture_routes = {
    .struct_size = sizeof(assay_routes_t),
    .get_route = fixture_get_route,
    .handle = fixture_handle,
};

#endif
