// Assay: the small value types that the other headers share.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_TYPES_H
#define ASSAY_TYPES_H

#include <stddef.h>
#include <stdint.h>

// UTF-8 text of `length` bytes, not NUL-terminated. Borrowed for the call. `data` may be NULL when length is 0.
typedef struct assay_string {
    const char *data;
    size_t length;
} assay_string_t;

// Bytes. Borrowed for the call. `data` may be NULL when length is 0.
typedef struct assay_bytes {
    const uint8_t *data;
    size_t length;
} assay_bytes_t;

// A name and its value. Borrowed for the call.
typedef struct assay_key_value {
    assay_string_t key;
    assay_string_t value;
} assay_key_value_t;

// A point of wall-clock time: nanoseconds since 1970-01-01T00:00:00Z.
typedef int64_t assay_time_t;

// A point of the monotonic clock (CLOCK_MONOTONIC), in nanoseconds.
typedef int64_t assay_instant_t;

// A span of time in nanoseconds.
typedef int64_t assay_duration_t;

#endif
