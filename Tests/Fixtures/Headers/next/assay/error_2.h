// Assay: a made-up second form of the error, as a next minor version would add one.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_ERROR_2_H
#define ASSAY_ERROR_2_H

#include "status.h"
#include "types.h"

// As assay_error_t, with the place in the plugin's source.
typedef struct assay_error_2 {
    uint32_t struct_size;
    assay_status_t status;
    char message[ASSAY_ERROR_TEXT_BYTES];
    char context[ASSAY_ERROR_TEXT_BYTES];
    assay_string_t file;
    uint32_t line;
} assay_error_2_t;

#endif
