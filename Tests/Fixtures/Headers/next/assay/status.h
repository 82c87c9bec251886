// Assay: results and errors.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_STATUS_H
#define ASSAY_STATUS_H

#include "macros.h"

#include <stdint.h>

// How a call ended. The names and numbers are those of gRPC's canonical status codes. The enum is open:
// treat a value you do not know as ASSAY_STATUS_UNKNOWN.
ASSAY_ENUM(assay_status){
    ASSAY_STATUS_OK = 0,
    ASSAY_STATUS_CANCELLED = 1,
    ASSAY_STATUS_UNKNOWN = 2,
    ASSAY_STATUS_INVALID_ARGUMENT = 3,
    ASSAY_STATUS_DEADLINE_EXCEEDED = 4,
    ASSAY_STATUS_NOT_FOUND = 5,
    ASSAY_STATUS_ALREADY_EXISTS = 6,
    ASSAY_STATUS_PERMISSION_DENIED = 7,
    ASSAY_STATUS_RESOURCE_EXHAUSTED = 8,
    ASSAY_STATUS_FAILED_PRECONDITION = 9,
    ASSAY_STATUS_ABORTED = 10,
    ASSAY_STATUS_OUT_OF_RANGE = 11,
    ASSAY_STATUS_UNIMPLEMENTED = 12,
    ASSAY_STATUS_INTERNAL = 13,
    ASSAY_STATUS_UNAVAILABLE = 14,
    ASSAY_STATUS_DATA_LOSS = 15,
    ASSAY_STATUS_UNAUTHENTICATED = 16,
};
ASSAY_ENUM_TYPEDEF(assay_status, assay_status_t)

#define ASSAY_ERROR_TEXT_BYTES 256

// What went wrong, in words. The caller owns it, sets struct_size and passes it as the last argument; it
// may pass NULL when it does not care. The callee writes it only when it returns a status other than OK.
// message: lower case, no full stop, names the thing and the fix. context: the value or place at fault.
// Both texts are UTF-8 and always end with a NUL; longer ones are cut.
typedef struct assay_error {
    uint32_t struct_size;
    assay_status_t status;
    char message[ASSAY_ERROR_TEXT_BYTES];
    char context[ASSAY_ERROR_TEXT_BYTES];
} assay_error_t;

#endif
