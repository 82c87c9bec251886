// Assay: the latency server's record of every request.
// SPDX-License-Identifier: Apache-2.0
#ifndef LATENCY_RECORD_H
#define LATENCY_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// In memory until the end, so that keeping it costs the server nothing that shows.
typedef struct record {
    int64_t *times;
    size_t count;
    size_t capacity;
} record_t;

// Makes room for `capacity` requests and touches the memory. False when there is none.
bool record_open(record_t *record, size_t capacity);

// Adds a request; ends the process when the record is full, as a record with holes proves nothing.
void record_add(record_t *record, int64_t received, int64_t sent);

// Writes "received,sent" lines, in nanoseconds of CLOCK_MONOTONIC. False when the file cannot be written.
bool record_write(const record_t *record, const char *path);

#endif
