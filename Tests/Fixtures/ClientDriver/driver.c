// Assay: drives one client component from a list of requests, without Assay's own host.
//
// client_driver LIBRARY COMPONENT_ID CONFIG reads lines "METHOD URL [FLAGS [BODY]]" (separated by tabs) from standard
// input. Each is one request of one user; FLAGS: s streams the body, c cancels at once, k keeps the user's session for
// the next line, p sends together with the line behind it, i cancels and q closes the session from inside on_chunk. One
// line of JSON says what came of each, and what was recorded for it.
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "host.h"
#include "loop.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct run {
    assay_client_call_t call;
    assay_client_request_t request;
    char *line;
    assay_client_session_t *session;
    bool keeps_session;
    bool cancels_inside;
    bool closes_inside;
    bool is_done;
    unsigned chunks;
} run_t;

static const assay_client_t *client;
static unsigned recorded;
static char recorded_error[256];
static assay_request_event_t last;

static uint32_t intern(const assay_recorder_t *recorder, assay_string_t method, assay_string_t name) {
    (void)recorder;
    return (uint32_t)(method.length * 31 + name.length);
}

static void record(const assay_recorder_t *recorder, assay_request_event_t *event) {
    (void)recorder;
    recorded += 1;
    last = *event;
    snprintf(recorded_error, sizeof(recorded_error), "%s", event->error ? event->error : "");
    if (strlen(recorded_error) != event->error_length || strlen(event->name) != event->name_length ||
        strlen(event->method) != event->method_length) {
        driver_fail("an event's text and its length differ", NULL);
    }
}

static void print_text(const char *name, const char *text, size_t length) {
    printf("\"%s\": \"", name);
    for (size_t index = 0; index < length; index++) {
        unsigned char byte = (unsigned char)text[index];
        printf(byte < 32 || byte > 126 || byte == '"' || byte == '\\' ? "\\u%04x" : "%c", byte);
    }
    printf("\", ");
}

static void print_times(const assay_timings_t *timings, assay_duration_t total) {
    assay_duration_t sum = timings->blocked + timings->connecting + timings->tls_handshaking + timings->sending +
                           timings->waiting + timings->receiving;
    printf("\"total_ns\": %" PRId64 ", \"sum_ns\": %" PRId64 ", \"blocked_ns\": %" PRId64
           ", \"connecting_ns\": %" PRId64 ", \"tls_ns\": %" PRId64 ", \"sending_ns\": %" PRId64
           ", \"waiting_ns\": %" PRId64 ", \"receiving_ns\": %" PRId64,
           total, sum, timings->blocked, timings->connecting, timings->tls_handshaking, timings->sending,
           timings->waiting, timings->receiving);
}

static void on_response(assay_client_call_t *call, assay_client_response_t *response) {
    run_t *run = call->user_data;
    printf("{");
    print_text("request", run->request.url.data, run->request.url.length);
    printf("\"status\": %d, \"error\": %d, \"is_success\": %s, ", response->status, (int)response->error,
           response->is_success ? "true" : "false");
    print_text("error_text", response->error_text.data, response->error_text.length);
    print_text("url", response->url.data, response->url.length);
    print_text("reason", response->reason.data, response->reason.length);
    print_text("headers", response->headers.data, response->headers.length);
    print_text("body", (const char *)response->body.data, response->body.length < 4096 ? response->body.length : 0);
    printf("\"body_length\": %" PRIu64 ", \"chunks\": %u, \"redirects\": %u, \"bytes_sent\": %" PRIu64
           ", \"bytes_received\": %" PRIu64 ", \"recorded\": %u, \"outcome\": %d, ",
           response->body_length, run->chunks, response->redirect_count, response->bytes_sent, response->bytes_received,
           recorded, (int)last.outcome);
    print_text("recorded_error", recorded_error, strlen(recorded_error));
    print_times(&response->timings, response->end - response->start);
    printf("}\n");
    fflush(stdout);
    client->release(response);
    recorded = 0;
    run->is_done = true;
}

static void on_chunk(assay_client_call_t *call, assay_bytes_t chunk, assay_instant_t arrived) {
    (void)chunk;
    (void)arrived;
    run_t *run = call->user_data;
    run->chunks += 1;
    if (run->cancels_inside) {
        client->cancel(run->session, call);
    }
    if (run->closes_inside) {
        client->close_session(run->session);
        if (!run->is_done) {
            driver_fail("close_session did not end a request in flight", NULL);
        }
    }
}

static assay_string_t text_of(char *text) {
    assay_string_t string = {.data = text, .length = text ? strlen(text) : 0};
    return string;
}

// Reads the next line into `run`; false at the end.
static bool read_run(run_t *run, const char **flags) {
    size_t room = 0;
    memset(run, 0, sizeof(*run));
    if (getline(&run->line, &room, stdin) <= 0) {
        free(run->line);
        return false;
    }
    run->line[strcspn(run->line, "\n")] = 0;
    char *rest = run->line;
    char *method = strsep(&rest, "\t"), *url = strsep(&rest, "\t"), *letters = strsep(&rest, "\t");
    *flags = letters ? letters : "";
    run->request.struct_size = sizeof(run->request);
    run->request.method = text_of(method);
    run->request.url = text_of(url);
    run->request.body = (assay_bytes_t){.data = (const uint8_t *)rest, .length = rest ? strlen(rest) : 0};
    run->request.flags = strchr(*flags, 's') ? ASSAY_REQUEST_STREAM : 0;
    run->keeps_session = strchr(*flags, 'k') != NULL;
    run->cancels_inside = strchr(*flags, 'i') != NULL;
    run->closes_inside = strchr(*flags, 'q') != NULL;
    run->call.on_response = on_response;
    run->call.on_chunk = on_chunk;
    run->call.user_data = run;
    return true;
}

static void send_run(run_t *run, const char *flags) {
    assay_error_t error = driver_error();
    if (client->send(run->session, &run->request, &run->call, &error) != ASSAY_STATUS_OK) {
        driver_fail("send", &error);
    }
    if (run->is_done) {
        driver_fail("on_response was called from inside send", NULL);
    }
    if (strchr(flags, 'c')) {
        client->cancel(run->session, &run->call);
    }
}

static void finish(run_t *runs, unsigned count) {
    for (unsigned index = 0; index < count; index++) {
        while (!runs[index].is_done) {
            driver_loop_turn();
        }
        free(runs[index].line);
    }
}

static void serve(assay_client_profile_t *profile) {
    static run_t runs[256];
    assay_client_session_t *session = NULL;
    unsigned count = 0;
    const char *flags = "";
    for (uint64_t user = 1; count < 256 && read_run(&runs[count], &flags); user++) {
        run_t *run = &runs[count++];
        assay_error_t error = driver_error();
        if (!session && client->open_session(profile, user, &session, &error) != ASSAY_STATUS_OK) {
            driver_fail("open_session", &error);
        }
        run->session = session;
        send_run(run, flags);
        if (strchr(flags, 'p')) {
            continue;
        }
        finish(runs, count);
        count = 0;
        if (!run->keeps_session) {
            if (!run->closes_inside) {
                client->close_session(session);
            }
            session = NULL;
        }
    }
    if (session) {
        client->close_session(session);
    }
}

int main(int argument_count, char **arguments) {
    if (argument_count != 4 || !driver_loop_open()) {
        fprintf(stderr, "usage: client_driver LIBRARY COMPONENT_ID CONFIG\n");
        return 2;
    }
    const assay_component_t *component = driver_open(arguments[1], arguments[2], arguments[3]);
    client = component->get_extension(component, ASSAY_KIND_CLIENT);
    const assay_recorder_t recorder = {.struct_size = sizeof(recorder),
                                       .user_class = "Driver",
                                       .user_class_length = 6,
                                       .intern = intern,
                                       .record = record};
    assay_error_t error = driver_error();
    assay_client_profile_t *profile = NULL;
    if (!client ||
        client->open_profile(component, driver_loop(), "{}", &recorder, &profile, &error) != ASSAY_STATUS_OK) {
        driver_fail("open_profile", &error);
    }
    serve(profile);
    client->close_profile(profile);
    // What was put off to the next turn.
    driver_loop_turn();
    component->stop(component);
    component->destroy(component);
    return 0;
}
