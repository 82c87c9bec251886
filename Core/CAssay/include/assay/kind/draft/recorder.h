// Assay: where clients and scenarios report what they did. The runner gives one to each user.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_RECORDER_H
#define ASSAY_KIND_RECORDER_H

#include "request_event.h"

// One recorder serves all users of one class on one loop.
typedef struct assay_recorder {
    uint32_t struct_size;
    void *recorder_data;
    // The class's name, for request events; NUL-terminated.
    const char *user_class;
    uint32_t user_class_length;

    // Returns the id of (method, name), for assay_request_event_t.name_id. Beyond the limit of names a run it
    // returns the id of "(other names)". The texts are copied the first time.
    // [loop]
    uint32_t (*intern)(const struct assay_recorder *recorder, assay_string_t method, assay_string_t name);

    // Counts a finished request and tells the hooks. The caller fills all but event->event, user_class and its length.
    // [loop]
    void (*record)(const struct assay_recorder *recorder, assay_request_event_t *event);
} assay_recorder_t;

#endif
