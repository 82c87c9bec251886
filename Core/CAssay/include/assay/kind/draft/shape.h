// Assay: a load shape: how many users there are, or how many iterations begin, as time goes by.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_SHAPE_H
#define ASSAY_KIND_SHAPE_H

#include "../../component.h"

#include <stdbool.h>

#define ASSAY_KIND_SHAPE "assay.shape/1"

ASSAY_ENUM(assay_model){
    // A number of users, each doing one task after the other.
    ASSAY_MODEL_CLOSED = 0,
    // Iterations that begin at given times, whether or not earlier ones have ended.
    ASSAY_MODEL_OPEN = 1,
};
ASSAY_ENUM_TYPEDEF(assay_model, assay_model_t)

// What a shape wants now.
typedef struct assay_target {
    uint32_t struct_size;
    // The test is to end; the rest is not looked at.
    bool is_finished;
    // Closed model: this many users, added or removed at spawn_rate users a second.
    uint32_t user_count;
    double spawn_rate;
    // Names of the user classes to use, NULL for all; they live until the next tick.
    const char *const *user_classes;
    uint32_t user_class_count;
    // Open model: the most users at work at the same time; an iteration that finds none free is dropped.
    uint32_t max_users;
} assay_target_t;

// The kind.
typedef struct assay_shape {
    uint32_t struct_size;

    // Which model the shape drives; fixed for a component.
    // [any]
    assay_model_t (*get_model)(const assay_component_t *shape);

    // Called about once a second, and at once when the test starts: `elapsed` since then, and the users there are.
    // [main, started]
    assay_status_t (*tick)(const assay_component_t *shape, assay_duration_t elapsed, uint32_t current_users,
                           assay_target_t *target, assay_error_t *error);

    // Open model only (else NULL): writes the start times of the next iterations, as time since the test began,
    // ascending, none below `from` and all below `until`, at most `capacity`; returns how many. Each call continues where
    // the last one ended: when it fills `capacity`, the next call has the same `until`.
    // [main, started]
    uint32_t (*next_arrivals)(const assay_component_t *shape, assay_duration_t from, assay_duration_t until,
                              assay_duration_t *arrivals, uint32_t capacity);
} assay_shape_t;

#endif
