// Assay: makes a C function out of a closure, so that any language can hand one to subscribe_function.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_FUNCTIONS_H
#define ASSAY_EXT_FUNCTIONS_H

#include "../../host.h"
#include "../../status.h"
#include "event.h"
#include "hooks.h"

#define ASSAY_EXT_FUNCTIONS "assay.functions/1"

// Called in place of the made function. arguments[i] points at the i-th argument, of the C type of its field.
typedef void (*assay_trampoline_t)(void *user_data, const void *const *arguments, uint32_t argument_count);

// Host extension.
typedef struct assay_functions {
    uint32_t struct_size;

    // Makes a function `void f(…)` that takes one parameter per type and calls `trampoline`. At most 16 types. It
    // may be called on any thread. The caller owns it and frees it with free_function.
    // [any]
    assay_status_t (*make_function)(const assay_host_t *host, const assay_field_type_t *types, uint32_t type_count,
                                    assay_trampoline_t trampoline, void *user_data, assay_function_t *function_owned,
                                    assay_error_t *error);

    // Frees a made function, which nobody may call any more. Another pointer is ignored.
    // [any]
    void (*free_function)(const assay_host_t *host, assay_function_t function);
} assay_functions_t;

#endif
