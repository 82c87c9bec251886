// Assay: what is known of one finished request; the event of the hooks request_success and request_failure, and
// what a collector counts.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_REQUEST_EVENT_H
#define ASSAY_KIND_REQUEST_EVENT_H

#include "../../ext/draft/event.h"

// Emitted after a request has ended well, on the loop of its user.
#define ASSAY_HOOK_REQUEST_SUCCESS "request_success"
// Emitted after a request has failed, on the loop of its user.
#define ASSAY_HOOK_REQUEST_FAILURE "request_failure"

ASSAY_ENUM(assay_outcome){
    ASSAY_OUTCOME_SUCCESS = 0,
    ASSAY_OUTCOME_FAILURE = 1,
    // Cut off by the end of the test: neither a success nor a failure, and no latency. Emits no hook.
    ASSAY_OUTCOME_INTERRUPTED = 2,
};
ASSAY_ENUM_TYPEDEF(assay_outcome, assay_outcome_t)

// How the time of a request splits, in nanoseconds and in k6's words. They add up to the time from send.
typedef struct assay_timings {
    // Waiting for a connection slot.
    assay_duration_t blocked;
    // Name resolution and TCP connect.
    assay_duration_t connecting;
    assay_duration_t tls_handshaking;
    assay_duration_t sending;
    // From the last byte sent to the first byte received.
    assay_duration_t waiting;
    assay_duration_t receiving;
} assay_timings_t;

typedef struct assay_request_event {
    assay_event_t event;
    // "GET", or any other request type: "WS", "gRPC".
    const char *method;
    // The name that groups requests in the statistics.
    const char *name;
    // The user class.
    const char *user_class;
    // Why it failed, as the statistics group it; NULL on success.
    const char *error;
    // The URL as requested; may be NULL.
    const char *url;
    uint32_t method_length;
    uint32_t name_length;
    uint32_t user_class_length;
    uint32_t error_length;
    uint32_t url_length;
    // What recorder.h's intern gave for (method, name).
    uint32_t name_id;
    assay_outcome_t outcome;
    // The protocol's status, for HTTP the status code; 0 when there is none.
    int32_t status;
    uint64_t user_id;
    // Bytes of the body received (after decompression), and of all that was sent and received.
    uint64_t response_length;
    uint64_t bytes_sent;
    uint64_t bytes_received;
    // When the request was due; in the closed model the time of sending.
    assay_time_t scheduled_time;
    // When it was sent.
    assay_time_t start_time;
    // From the schedule to the end of the response: in the open model this includes the time a late generator or a
    // busy user made it wait.
    double response_time_ms;
    // From sending to the end of the response.
    double response_time_from_send_ms;
    assay_timings_t timings;
} assay_request_event_t;

#endif
