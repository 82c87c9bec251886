// Assay: the connections of the latency server, and the answers that wait for their time.
// SPDX-License-Identifier: Apache-2.0
#ifndef LATENCY_SERVER_H
#define LATENCY_SERVER_H

#include "law.h"
#include "record.h"

#define MOST_CONNECTIONS 20000

// A connection; its place in the table is its descriptor.
typedef struct connection {
    // How much of "\r\n\r\n" was seen at the end of what was read.
    uint32_t matched;
    // The client has gone while an answer waits; it is closed after that, so that the descriptor stays this one's.
    bool is_gone;
    bool is_warming;
    // When the request that now waits was received, and when its answer is due; 0 without one.
    int64_t received;
    int64_t due;
} connection_t;

typedef struct server {
    law_t law;
    record_t record;
    int epoll;
    int listener;
    connection_t connections[MOST_CONNECTIONS];
    // A binary heap of descriptors, the earliest `due` first.
    int waiting[MOST_CONNECTIONS];
    int waiting_count;
} server_t;

// CLOCK_MONOTONIC.
int64_t now_ns(void);

// Listens on an ephemeral port of 127.0.0.1 and returns the port, 0 on a failure.
int server_listen(server_t *server);

// Serves until `stop` (a descriptor) is readable.
void server_run(server_t *server, int stop);

// The heap.
void waiting_push(server_t *server, int fd);
int waiting_pop(server_t *server);

#endif
