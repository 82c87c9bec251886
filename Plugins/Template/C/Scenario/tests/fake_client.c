// Assay: the functions of a client that the scenario uses.
// SPDX-License-Identifier: Apache-2.0
#include "fake_client.h"

#include <string.h>

const char *fake_url;
int fake_open_sessions;
int fake_unreleased_responses;

static assay_client_call_t *call_in_flight;
static assay_client_response_t response;

static assay_status_t open_session(assay_client_profile_t *profile, uint64_t user_id,
                                   assay_client_session_t **session_owned, assay_error_t *error) {
    (void)user_id;
    (void)error;
    fake_open_sessions++;
    *session_owned = (assay_client_session_t *)profile;
    return ASSAY_STATUS_OK;
}

static void close_session(assay_client_session_t *session) {
    (void)session;
    fake_open_sessions--;
}

static assay_status_t send_request(assay_client_session_t *session, const assay_client_request_t *request,
                                   assay_client_call_t *call, assay_error_t *error) {
    (void)session;
    (void)error;
    if (call_in_flight != NULL || request->struct_size != sizeof *request || request->method.length != 3) {
        return ASSAY_STATUS_INVALID_ARGUMENT;
    }
    call_in_flight = call;
    fake_url = request->url.data;
    return ASSAY_STATUS_OK;
}

static void cancel(assay_client_session_t *session, assay_client_call_t *call) {
    (void)session;
    if (call == call_in_flight) {
        fake_respond(ASSAY_CLIENT_CANCELLED);
    }
}

static void release(assay_client_response_t *released) {
    if (released == &response) {
        fake_unreleased_responses--;
    }
}

void fake_respond(assay_client_error_t error) {
    assay_client_call_t *call = call_in_flight;
    call_in_flight = NULL;
    fake_url = NULL;
    fake_unreleased_responses++;
    response = (assay_client_response_t){
        .struct_size = sizeof response,
        .status = error == ASSAY_CLIENT_OK ? 200 : 0,
        .error = error,
        .is_success = error == ASSAY_CLIENT_OK,
    };
    call->on_response(call, &response);
}

const assay_client_t fake_client = {
    .struct_size = sizeof(assay_client_t),
    .open_session = open_session,
    .close_session = close_session,
    .send = send_request,
    .cancel = cancel,
    .release = release,
};
