// Assay: how long the latency server waits before it answers.
// SPDX-License-Identifier: Apache-2.0
#ifndef LATENCY_LAW_H
#define LATENCY_LAW_H

#include <stdbool.h>
#include <stdint.h>

// All times are nanoseconds. The freeze counts from the first request.
typedef struct law {
    int64_t constant;
    int64_t exponential_mean;
    int64_t freeze_at;
    int64_t freeze_for;
    uint64_t random_state;
    int64_t first_request;
} law_t;

// Reads one argument such as "constant=5", "exponential=10", "freeze_at=4000", "freeze_for=2000" (milliseconds) or
// "seed=7". False when it is none of these.
bool law_read(law_t *law, const char *argument);

// When a request that was received at `received` is to be answered.
int64_t law_due(law_t *law, int64_t received);

#endif
