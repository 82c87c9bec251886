// Assay: the latency server's heap of answers that wait, the earliest first.
// SPDX-License-Identifier: Apache-2.0
#include "server.h"

static int64_t due(const server_t *server, int place) {
    return server->connections[server->waiting[place]].due;
}

static void swap(server_t *server, int first, int second) {
    int fd = server->waiting[first];
    server->waiting[first] = server->waiting[second];
    server->waiting[second] = fd;
}

void waiting_push(server_t *server, int fd) {
    int place = server->waiting_count++;
    server->waiting[place] = fd;
    while (place > 0 && due(server, place) < due(server, (place - 1) / 2)) {
        swap(server, place, (place - 1) / 2);
        place = (place - 1) / 2;
    }
}

int waiting_pop(server_t *server) {
    int fd = server->waiting[0];
    server->waiting[0] = server->waiting[--server->waiting_count];
    for (int place = 0;;) {
        int least = place;
        for (int child = 2 * place + 1; child <= 2 * place + 2 && child < server->waiting_count; child++) {
            if (due(server, child) < due(server, least))
                least = child;
        }
        if (least == place)
            return fd;
        swap(server, place, least);
        place = least;
    }
}
