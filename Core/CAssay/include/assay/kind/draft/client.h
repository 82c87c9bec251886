// Assay: an HTTP client. It sends requests for simulated users on the loops of the host, and records each one.
//
// Three levels, so that a user costs little: the component; a profile, shared by all users of a class on one
// loop (base URL, headers, TLS settings); a session, one per user (cookies and connections).
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_CLIENT_H
#define ASSAY_KIND_CLIENT_H

#include "../../component.h"
#include "../../ext/draft/loops.h"
#include "recorder.h"

#include <stdbool.h>

#define ASSAY_KIND_CLIENT "assay.client/1"

// Why a request failed before or beside its status code. The names are what statistics show:
// ASSAY_CLIENT_CONNECTION_REFUSED is "connection refused".
ASSAY_ENUM(assay_client_error){
    ASSAY_CLIENT_OK = 0,
    ASSAY_CLIENT_INVALID_URL = 1,
    ASSAY_CLIENT_RESOLVE_FAILED = 2,
    ASSAY_CLIENT_CONNECTION_REFUSED = 3,
    ASSAY_CLIENT_CONNECTION_FAILED = 4,
    ASSAY_CLIENT_CONNECT_TIMEOUT = 5,
    ASSAY_CLIENT_TLS_HANDSHAKE_FAILED = 6,
    ASSAY_CLIENT_TLS_CERTIFICATE_INVALID = 7,
    ASSAY_CLIENT_SEND_FAILED = 8,
    ASSAY_CLIENT_FIRST_BYTE_TIMEOUT = 9,
    ASSAY_CLIENT_TIMEOUT = 10,
    // The peer closed before the first byte of a response.
    ASSAY_CLIENT_CONNECTION_CLOSED = 11,
    ASSAY_CLIENT_CONNECTION_RESET = 12,
    // The peer closed in the middle of a response.
    ASSAY_CLIENT_INCOMPLETE_RESPONSE = 13,
    // The status line is not HTTP/1.x.
    ASSAY_CLIENT_INVALID_STATUS_LINE = 14,
    ASSAY_CLIENT_INVALID_HEADER = 15,
    ASSAY_CLIENT_HEADERS_TOO_LARGE = 16,
    ASSAY_CLIENT_INVALID_CONTENT_LENGTH = 17,
    ASSAY_CLIENT_INVALID_TRANSFER_ENCODING = 18,
    ASSAY_CLIENT_INVALID_CHUNK = 19,
    ASSAY_CLIENT_BODY_TOO_LARGE = 20,
    ASSAY_CLIENT_INVALID_CONTENT_ENCODING = 21,
    ASSAY_CLIENT_TOO_MANY_REDIRECTS = 22,
    ASSAY_CLIENT_INVALID_REDIRECT = 23,
    ASSAY_CLIENT_CANCELLED = 24,
    ASSAY_CLIENT_PROXY_FAILED = 25,
    ASSAY_CLIENT_OUT_OF_RESOURCES = 26,
    ASSAY_CLIENT_UNSUPPORTED = 27,
};
ASSAY_ENUM_TYPEDEF(assay_client_error, assay_client_error_t)

typedef struct assay_client_profile assay_client_profile_t;
typedef struct assay_client_session assay_client_session_t;

// A request. The caller keeps it and all it refers to until on_response.
typedef struct assay_client_request {
    uint32_t struct_size;
    // Bits below.
    uint32_t flags;
    // "GET"; a token of RFC 9110.
    assay_string_t method;
    // An absolute URL, or a path that is appended to the profile's base URL.
    assay_string_t url;
    // The name in the statistics; empty for the url as passed.
    assay_string_t name;
    // Sent as they are, after the profile's; a header here replaces the profile's of the same name.
    const assay_key_value_t *headers;
    size_t header_count;
    assay_bytes_t body;
    // When the request was due; 0 for now. See assay_request_event_t.
    assay_instant_t scheduled;
    // For the whole request; 0 for the profile's.
    assay_duration_t timeout;
} assay_client_request_t;

// Do not record when the response arrives; wait for `resolve`, or for `release`, which applies the usual rule.
#define ASSAY_REQUEST_CATCH_RESPONSE 1u
// Follow redirects, or do not, whatever the profile says.
#define ASSAY_REQUEST_FOLLOW_REDIRECTS 2u
#define ASSAY_REQUEST_KEEP_REDIRECTS 4u
// Do not keep the body: it goes to on_chunk alone.
#define ASSAY_REQUEST_STREAM 8u
// Record nothing at all.
#define ASSAY_REQUEST_SILENT 16u

// A response, or the reason why there is none. It belongs to the receiver of on_response until `release`.
typedef struct assay_client_response {
    uint32_t struct_size;
    // The HTTP status code; 0 when no status line arrived.
    int32_t status;
    assay_client_error_t error;
    // What the usual rule says: true when error is OK and status is below 400.
    bool is_success;
    // The text of the error, or "" when there is none: "connection refused", "404 Not Found".
    assay_string_t error_text;
    // The header block as received, without the status line: "Name: value\r\n" lines.
    assay_string_t headers;
    // The reason phrase.
    assay_string_t reason;
    // The body, decompressed; empty when streamed.
    assay_bytes_t body;
    // The URL of the last request, after redirects.
    assay_string_t url;
    uint32_t redirect_count;
    // Bytes of the body, also when streamed.
    uint64_t body_length;
    uint64_t bytes_sent;
    uint64_t bytes_received;
    assay_instant_t scheduled;
    assay_instant_t start;
    assay_instant_t end;
    assay_timings_t timings;
    // The client's own.
    void *client_data;
} assay_client_response_t;

// A request in flight, in the caller's memory. Zero it, set the functions and user_data; it must neither move nor
// be freed before on_response.
typedef struct assay_client_call {
    // Called exactly once for each `send` that returned OK, never from inside `send`. Whatever happened, `response_owned`
    // is not NULL; give it back with `release`.
    // [loop]
    void (*on_response)(struct assay_client_call *call, assay_client_response_t *response_owned);
    // For streamed bodies: a piece of the body (decompressed), as it arrives, and when it did. May be NULL.
    // [loop]
    void (*on_chunk)(struct assay_client_call *call, assay_bytes_t chunk, assay_instant_t arrived);
    void *user_data;
    // The client's own.
    void *client_data[3];
} assay_client_call_t;

// The kind.
typedef struct assay_client {
    uint32_t struct_size;

    // Makes a profile. config: a JSON object in the terms of the component's config_schema (base_url, headers,
    // timeouts, TLS …); what it does not name is as the component was configured. The recorder outlives the profile.
    // [loop, started]
    assay_status_t (*open_profile)(const assay_component_t *client, assay_loop_t *loop, const char *config,
                                   const assay_recorder_t *recorder, assay_client_profile_t **profile_owned,
                                   assay_error_t *error);

    // Frees a profile without sessions.
    // [loop, started]
    void (*close_profile)(assay_client_profile_t *profile);

    // Makes a session for one user. It opens no connection yet.
    // [loop, started]
    assay_status_t (*open_session)(assay_client_profile_t *profile, uint64_t user_id,
                                   assay_client_session_t **session_owned, assay_error_t *error);

    // Cancels what is in flight, closes the connections and frees the session.
    // [loop, started]
    void (*close_session)(assay_client_session_t *session);

    // Sends a request. A status other than OK means that the call itself is wrong (nothing is recorded and
    // on_response is not called); every failure of the network or the peer comes as a response.
    // [loop, started]
    assay_status_t (*send)(assay_client_session_t *session, const assay_client_request_t *request,
                           assay_client_call_t *call, assay_error_t *error);

    // Ends a request in flight: on_response comes with CANCELLED, recorded as interrupted. Does nothing afterwards.
    // [loop, started]
    void (*cancel)(assay_client_session_t *session, assay_client_call_t *call);

    // For a request sent with CATCH_RESPONSE: records it as success (error empty) or as a failure with this text.
    // Only the first call counts.
    // [loop, started]
    void (*resolve)(assay_client_response_t *response, bool is_success, assay_string_t error);

    // Gives a response back; its memory is dead then.
    // [loop, started]
    void (*release)(assay_client_response_t *response);
} assay_client_t;

#endif
