// Assay: one HTTP request and its answer, as a server hands them to the routes.
//
// An exchange is answered exactly once: by `respond`, by `begin` … `end`, or by `abort`. The call that ends it takes the
// exchange away; its memory is dead then. When the peer goes away before that, the exchange stays, and must be ended all
// the same: what is sent goes nowhere. The calls may come from any thread, two at once for one exchange never.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_EXCHANGE_H
#define ASSAY_KIND_EXCHANGE_H

#include "../../macros.h"
#include "../../status.h"
#include "../../types.h"

#include <stdbool.h>

typedef struct assay_exchange assay_exchange_t;

// A read of a streamed request body, in the caller's memory. Zero it, set on_chunk and user_data; it must neither move
// nor be freed before on_chunk.
typedef struct assay_exchange_read {
    // Called exactly once for each `read`, never from inside it, on a thread of the server. OK with bytes is a piece of
    // the body, borrowed until it returns; OK without bytes is the end of the body. CANCELLED: the peer has gone;
    // DEADLINE_EXCEEDED: it sends nothing; RESOURCE_EXHAUSTED: the body is longer than the route allows.
    // [any]
    void (*on_chunk)(struct assay_exchange_read *read, assay_status_t status, assay_bytes_t chunk);
    void *user_data;
} assay_exchange_read_t;

// A write of a piece of a streamed answer, in the caller's memory: the same rules as for a read.
typedef struct assay_exchange_write {
    // Called exactly once for each `write`, never from inside it, on a thread of the server, when the system has taken
    // the bytes (OK) or the peer has gone (CANCELLED). One write at a time keeps the memory bounded.
    // [any]
    void (*on_written)(struct assay_exchange_write *write, assay_status_t status);
    void *user_data;
} assay_exchange_write_t;

// What can be done with an exchange. Static.
typedef struct assay_exchange_calls {
    uint32_t struct_size;

    // Finds the first header `name`, in any case; false when there is none. The value lives as long as the exchange.
    // [any]
    bool (*get_header)(assay_exchange_t *exchange, assay_string_t name, assay_string_t *value);

    // The header at `index` in the order of arrival; false past the last one.
    // [any]
    bool (*get_header_at)(assay_exchange_t *exchange, uint32_t index, assay_key_value_t *header);

    // Asks to be told when the peer goes away before the exchange is ended; at once when it has gone already. `on_gone`
    // is called at most once, on a thread of the server or the caller's, never while or after a call that ends the
    // exchange returns. It must not end the exchange itself, and must not wait. NULL takes the wish back.
    // [any]
    void (*watch_peer)(assay_exchange_t *exchange, void (*on_gone)(void *user_data), void *user_data);

    // Reads on in a streamed body; one read at a time.
    // [any]
    void (*read)(assay_exchange_t *exchange, assay_exchange_read_t *read);

    // Answers with a whole body; all is copied before it returns. The server adds Content-Length, Date and its own
    // headers. To HEAD the same answer goes without its body.
    // [any]
    void (*respond)(assay_exchange_t *exchange, uint32_t http_status, const assay_key_value_t *headers,
                    size_t header_count, assay_bytes_t body);

    // Begins an answer whose body comes in pieces: of `content_length` bytes, or, when that is negative, of unknown
    // length.
    // [any]
    void (*begin)(assay_exchange_t *exchange, uint32_t http_status, const assay_key_value_t *headers,
                  size_t header_count, int64_t content_length);

    // Sends a piece, after `begin`; it is copied before it returns.
    // [any]
    void (*write)(assay_exchange_t *exchange, assay_bytes_t piece, assay_exchange_write_t *write);

    // Ends an answer that was begun. Fewer bytes than announced end the connection.
    // [any]
    void (*end)(assay_exchange_t *exchange);

    // Gives up: the connection is closed, so that the peer does not take half an answer for a whole one. Before `begin`
    // the server answers 500 first.
    // [any]
    void (*abort)(assay_exchange_t *exchange);
} assay_exchange_calls_t;

// An exchange. It and what it refers to live until it is ended.
struct assay_exchange {
    uint32_t struct_size;
    // The route that matched: its index among those of its component.
    uint32_t route;
    const assay_exchange_calls_t *calls;
    // "GET", also for a HEAD that a GET route answers.
    assay_string_t method;
    // The path, percent-decoded once; invalid UTF-8 is replaced by U+FFFD.
    assay_string_t path;
    // Path and query as received, without '?'.
    assay_string_t raw_path;
    assay_string_t raw_query;
    // The parts of `path` that the pattern names, in its order.
    const assay_key_value_t *parameters;
    size_t parameter_count;
    // The whole body, for a route that has it buffered; else empty.
    assay_bytes_t body;
    // What the request announces; -1 when it does not say.
    int64_t content_length;
    // "127.0.0.1:41234", "[::1]:41234", or "unix".
    assay_string_t peer;
    // Who asks; "" when nobody is authenticated.
    assay_string_t principal;
    // "" for the default workspace.
    assay_string_t workspace;
    // For whoever handles the exchange.
    void *user_data;
    // The server's own.
    void *server_data;
};

#endif
