// Assay: the latency server's record of every request.
// SPDX-License-Identifier: Apache-2.0
#include "record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool record_open(record_t *record, size_t capacity) {
    record->times = malloc(capacity * 2 * sizeof(int64_t));
    record->capacity = record->times ? capacity : 0;
    record->count = 0;
    if (record->times)
        memset(record->times, 1, capacity * 2 * sizeof(int64_t));
    return record->times != NULL;
}

void record_add(record_t *record, int64_t received, int64_t sent) {
    if (record->count == record->capacity) {
        fprintf(stderr, "record is full: %zu requests, raise capacity=\n", record->count);
        exit(1);
    }
    record->times[2 * record->count] = received;
    record->times[2 * record->count + 1] = sent;
    record->count += 1;
}

bool record_write(const record_t *record, const char *path) {
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    fprintf(file, "received,sent\n");
    for (size_t index = 0; index < record->count; index++) {
        fprintf(file, "%" PRId64 ",%" PRId64 "\n", record->times[2 * index], record->times[2 * index + 1]);
    }
    return fclose(file) == 0;
}
