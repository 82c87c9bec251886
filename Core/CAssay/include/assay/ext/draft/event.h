// Assay: what every event begins with, and how an event describes itself.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_EVENT_H
#define ASSAY_EXT_EVENT_H

#include "../../macros.h"
#include "../../types.h"

// A hook, as a dense number. Resolved once from its name; valid for the life of the process.
typedef uint32_t assay_hook_t;
#define ASSAY_HOOK_NONE UINT32_MAX

// The first member of every event: a flat struct that may be copied with memcpy. What its pointers refer to is
// borrowed until the callback returns.
typedef struct assay_event {
    // The size of the whole event, this header included.
    uint32_t struct_size;
    assay_hook_t hook;
    // When it happened.
    assay_time_t time;
} assay_event_t;

// The type of a field. C type and size stand beside each.
ASSAY_ENUM(assay_field_type){
    ASSAY_FIELD_INT32 = 1,   // int32_t
    ASSAY_FIELD_UINT32 = 2,  // uint32_t
    ASSAY_FIELD_INT64 = 3,   // int64_t
    ASSAY_FIELD_UINT64 = 4,  // uint64_t
    ASSAY_FIELD_DOUBLE = 5,  // double
    ASSAY_FIELD_STRING = 6,  // const char *, ends with a NUL, may be NULL; its length stands in a uint32_t field
    ASSAY_FIELD_POINTER = 7, // const void *, for typed callbacks only: generic listeners skip it
};
ASSAY_ENUM_TYPEDEF(assay_field_type, assay_field_type_t)

#define ASSAY_FIELD_NO_LENGTH UINT32_MAX

// One field of an event.
typedef struct assay_field {
    const char *name;
    assay_field_type_t type;
    // Bytes from the start of the event.
    uint32_t offset;
    // For a string: the offset of the uint32_t that holds its length in bytes, or ASSAY_FIELD_NO_LENGTH.
    uint32_t length_offset;
} assay_field_t;

#endif
