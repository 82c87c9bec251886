// Assay: a user whose every task is one request; written with callbacks, because C has no coroutines.
// SPDX-License-Identifier: Apache-2.0
#include "visitor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(literal) ((assay_string_t){literal, sizeof(literal) - 1})

struct visitor {
    assay_user_context_t *context;
    const assay_client_t *client;
    assay_client_session_t *session;
    // The request in flight: one at a time.
    assay_client_call_t call;
    assay_client_request_t request;
};

static assay_string_t text_of(const char *text) {
    return (assay_string_t){text, strlen(text)};
}

// Sends the request of a task. False when the request itself is wrong, with the reason in `error`.
static bool send_request(struct visitor *visitor, uint32_t index, assay_error_t *error) {
    visitor->request = (assay_client_request_t){
        .struct_size = sizeof(assay_client_request_t),
        .method = TEXT("GET"),
        .url = index == TASK_ITEM ? TEXT("/item") : TEXT("/"),
        // In the open model latency counts from when the task was due, not from when a busy user came to it.
        .scheduled = visitor->context->measures_from_schedule ? visitor->context->scheduled : 0,
    };
    return visitor->client->send(visitor->session, &visitor->request, &visitor->call, error) == ASSAY_STATUS_OK;
}

// Runs a task, and the tasks that the runner wants next when one ends at once. Ends with a request in flight, or with
// a user that the runner may have freed.
static void run_task(struct visitor *visitor, uint32_t index) {
    assay_user_context_t *context = visitor->context;
    assay_error_t error = {.struct_size = sizeof error};
    while (index != ASSAY_NONE && !send_request(visitor, index, &error)) {
        index = context->user_host->finish(context, ASSAY_STEP_ERROR, text_of(error.message), TEXT(""));
    }
}

static void on_response(assay_client_call_t *call, assay_client_response_t *response) {
    struct visitor *visitor = call->user_data;
    assay_user_context_t *context = visitor->context;
    bool is_cancelled = response->error == ASSAY_CLIENT_CANCELLED;
    visitor->client->release(response);
    assay_step_result_t result = is_cancelled ? ASSAY_STEP_CANCELLED : ASSAY_STEP_OK;
    uint32_t next = context->user_host->finish(context, result, TEXT(""), TEXT(""));
    if (next != ASSAY_NONE) {
        run_task(visitor, next);
    }
}

// Writes {"base_url":"…"}, as the client's config wants it. False when it does not fit.
static bool write_client_config(const char *base_url, char *config, size_t capacity) {
    size_t used = (size_t)snprintf(config, capacity, "{\"base_url\":\"");
    for (const char *at = base_url; *at != 0 && used + 10 < capacity; at++) {
        // What JSON does not take as it is: quotes, backslashes and control characters.
        bool is_plain = (unsigned char)*at >= 0x20 && *at != '"' && *at != '\\';
        used += (size_t)snprintf(config + used, capacity - used, is_plain ? "%c" : "\\u%04x", (unsigned char)*at);
    }
    if (used + 10 >= capacity) {
        return false;
    }
    snprintf(config + used, capacity - used, "\"}");
    return true;
}

// Opens the visitor's session: the profile belongs to the runner and is shared by all users of the class on this loop.
static assay_status_t open_session(struct visitor *visitor, assay_error_t *error) {
    const assay_user_host_t *user_host = visitor->context->user_host;
    char config[2048];
    if (!write_client_config(user_host->base_url, config, sizeof config)) {
        return ASSAY_STATUS_INVALID_ARGUMENT;
    }
    assay_client_profile_t *profile = user_host->get_client(user_host, VISITOR_CLIENT, config, &visitor->client, error);
    if (profile == NULL) {
        return ASSAY_STATUS_UNAVAILABLE;
    }
    return visitor->client->open_session(profile, visitor->context->user_id, &visitor->session, error);
}

assay_status_t visitor_create(const assay_component_t *scenario, assay_user_context_t *context, void **user_owned,
                              assay_error_t *error) {
    (void)scenario;
    struct visitor *visitor = calloc(1, sizeof *visitor);
    if (visitor == NULL) {
        return ASSAY_STATUS_RESOURCE_EXHAUSTED;
    }
    visitor->context = context;
    visitor->call = (assay_client_call_t){.on_response = on_response, .user_data = visitor};
    assay_status_t status = open_session(visitor, error);
    if (status != ASSAY_STATUS_OK) {
        free(visitor);
        return status;
    }
    *user_owned = visitor;
    return ASSAY_STATUS_OK;
}

void visitor_run_step(void *user, assay_step_t step, uint32_t index) {
    // The classes ask for no on_start and no on_stop: every step is a task.
    (void)step;
    run_task(user, index);
}

void visitor_cancel_step(void *user) {
    struct visitor *visitor = user;
    visitor->client->cancel(visitor->session, &visitor->call);
}

// No class of this scenario has ASSAY_WAIT_CUSTOM.
double visitor_get_wait_time(void *user, uint32_t task_set) {
    (void)user;
    (void)task_set;
    return 0;
}

void visitor_destroy(void *user) {
    struct visitor *visitor = user;
    visitor->client->close_session(visitor->session);
    free(visitor);
}
