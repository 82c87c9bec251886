// Assay: how long the latency server waits before it answers.
// SPDX-License-Identifier: Apache-2.0
#include "law.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool read_ms(const char *argument, const char *name, int64_t *value) {
    size_t length = strlen(name);
    if (strncmp(argument, name, length) != 0 || argument[length] != '=')
        return false;
    char *end = NULL;
    double milliseconds = strtod(argument + length + 1, &end);
    if (*end != 0 || !(milliseconds >= 0 && milliseconds < 1e9))
        return false;
    *value = (int64_t)(milliseconds * 1e6);
    return true;
}

bool law_read(law_t *law, const char *argument) {
    if (strncmp(argument, "seed=", 5) == 0) {
        law->random_state = strtoull(argument + 5, NULL, 10) | 1;
        return true;
    }
    return read_ms(argument, "constant", &law->constant) || read_ms(argument, "exponential", &law->exponential_mean) ||
           read_ms(argument, "freeze_at", &law->freeze_at) || read_ms(argument, "freeze_for", &law->freeze_for);
}

// Uniform in (0, 1]; xorshift64*.
static double uniform(law_t *law) {
    law->random_state ^= law->random_state >> 12;
    law->random_state ^= law->random_state << 25;
    law->random_state ^= law->random_state >> 27;
    uint64_t bits = law->random_state * 2685821657736338717u;
    return (double)((bits >> 11) + 1) / 9007199254740992.0;
}

int64_t law_due(law_t *law, int64_t received) {
    if (law->first_request == 0)
        law->first_request = received;
    int64_t due = received + law->constant;
    if (law->exponential_mean > 0)
        due += (int64_t)(-log(uniform(law)) * (double)law->exponential_mean);
    int64_t freeze_start = law->first_request + law->freeze_at;
    int64_t freeze_end = freeze_start + law->freeze_for;
    if (law->freeze_for > 0 && received >= freeze_start && received < freeze_end) {
        due = freeze_end + (due - received);
    }
    return due;
}
