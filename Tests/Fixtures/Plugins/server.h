// Assay: a server that listens nowhere, to be spoilt as fixture.h tells.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_SERVER_FIXTURE_H
#define ASSAY_SERVER_FIXTURE_H

#include <assay/all.h>
#include <assay/ext/draft/loops.h>
#include <assay/kind/draft/server.h>

static const assay_server_t fixture_server;

#define FIXTURE_KIND ASSAY_KIND_SERVER
#define FIXTURE_TABLE fixture_server
#include "fixture.h"

#ifndef SERVER_ADDRESS
#define SERVER_ADDRESS "http://127.0.0.1:5000"
#endif
#ifndef SERVER_DONE_COUNT
#define SERVER_DONE_COUNT 1
#endif

static const char *fixture_get_address(const assay_component_t *server) {
    (void)server;
    return SERVER_ADDRESS;
}

typedef struct fixture_drain {
    void (*done)(void *user_data);
    void *user_data;
} fixture_drain_t;

static void fixture_drained(void *data, void *unused) {
    (void)unused;
    fixture_drain_t *drain = data;
    for (int count = 0; count < SERVER_DONE_COUNT; count++) {
        drain->done(drain->user_data);
    }
    free(drain);
}

static void fixture_drain(const assay_component_t *server, assay_duration_t limit, void (*done)(void *user_data),
                          void *user_data) {
    (void)limit;
    const assay_host_t *host = fixture_of(server)->host;
    const assay_loops_t *loops = host->get_extension(host, ASSAY_EXT_LOOPS);
    fixture_drain_t *drain = malloc(sizeof *drain);
    *drain = (fixture_drain_t){done, user_data};
    loops->post_remote(loops->get_main(host), fixture_drained, drain, NULL);
}

static const assay_server_t fixture_server = {
    .struct_size = sizeof(assay_server_t),
    .get_address = fixture_get_address,
    .drain = fixture_drain,
};

#endif
