// Assay: an HTTP server whose latency follows a given law, and that records every request.
//
// latency_server RECORD [constant=MS] [exponential=MS] [freeze_at=MS freeze_for=MS] [seed=N] [capacity=N]
// prints its port, serves until standard input ends, and writes RECORD.
// SPDX-License-Identifier: Apache-2.0
#include "server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int argument_count, char **arguments) {
    static server_t server = {.law = {.random_state = 88172645463325252u}};
    size_t capacity = 2000000;
    if (argument_count < 2) {
        fprintf(stderr, "usage: latency_server RECORD [constant=MS] [exponential=MS] [freeze_at=MS freeze_for=MS]\n");
        return 2;
    }
    for (int index = 2; index < argument_count; index++) {
        if (strncmp(arguments[index], "capacity=", 9) == 0) {
            capacity = strtoul(arguments[index] + 9, NULL, 10);
        } else if (!law_read(&server.law, arguments[index])) {
            fprintf(stderr, "argument '%s' is not understood\n", arguments[index]);
            return 2;
        }
    }
    // The kernel would else wake the process up to 50 µs late.
    prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
    int port = server_listen(&server);
    if (port == 0 || !record_open(&server.record, capacity)) {
        perror("latency_server");
        return 1;
    }
    printf("%d\n", port);
    fflush(stdout);
    server_run(&server, STDIN_FILENO);
    if (!record_write(&server.record, arguments[1])) {
        perror(arguments[1]);
        return 1;
    }
    return 0;
}
