// Assay: TLS for a client on a non-blocking socket, by OpenSSL.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_TLS_H
#define ASSAY_TLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What connections share: certificates and keys.
typedef struct assay_tls_context assay_tls_context_t;
// One connection.
typedef struct assay_tls assay_tls_t;
// What a later connection resumes with.
typedef struct assay_tls_session assay_tls_session_t;

// Texts may be NULL or empty; files are PEM.
typedef struct assay_tls_options {
    bool verify;
    // Instead of the system's certificates.
    const char *ca_file;
    const char *certificate_file;
    // NULL: the key stands in certificate_file.
    const char *key_file;
} assay_tls_options_t;

// The results of handshake, read and write below 0.
// The socket would block; call again when it is ready.
#define ASSAY_TLS_AGAIN (-1)
// The peer closed the TCP connection without the end of TLS.
#define ASSAY_TLS_TRUNCATED (-2)
#define ASSAY_TLS_RESET (-3)
#define ASSAY_TLS_CERTIFICATE_INVALID (-4)
#define ASSAY_TLS_FAILED (-5)

// Makes a context. NULL with the reason in `error` (`size` bytes): a file that cannot be read, a key that does not fit.
assay_tls_context_t *assay_tls_context_open(const assay_tls_options_t *options, char *error, size_t size);

// Frees a context; NULL is allowed. Connections keep what they need.
void assay_tls_context_close(assay_tls_context_t *context);

// Makes a connection on a connected socket, which stays the caller's. `name` is checked, and sent unless it is an
// address. Resumes *session, and replaces it when the peer gives a new one: `session` must outlive the connection. NULL
// when there is no memory.
assay_tls_t *assay_tls_open(assay_tls_context_t *context, int fd, const char *name, assay_tls_session_t **session);

// Says goodbye to the peer if the connection is whole, and frees it; NULL is allowed.
void assay_tls_close(assay_tls_t *tls);

// Goes on with the handshake; 1 when it is done.
int assay_tls_handshake(assay_tls_t *tls);

// Tells that the socket was reported ready: after a receive that gave less than was asked for, reads return
// ASSAY_TLS_AGAIN without asking the socket. `is_ending`: the peer has closed, so that all is asked for until the end.
void assay_tls_set_ready(assay_tls_t *tls, bool is_ending);

// Reads at most `size` bytes; 0 at the orderly end.
ptrdiff_t assay_tls_read(assay_tls_t *tls, uint8_t *buffer, size_t size);

// When the last bytes from the socket had arrived, in nanoseconds of CLOCK_REALTIME; 0 when the kernel did not note it.
int64_t assay_tls_get_arrival(const assay_tls_t *tls);

// Writes; returns how much was taken. After ASSAY_TLS_AGAIN the same bytes must be given again.
ptrdiff_t assay_tls_write(assay_tls_t *tls, const uint8_t *bytes, size_t length);

// Whether the connection resumed a session.
bool assay_tls_is_resumed(const assay_tls_t *tls);

// Frees a session; NULL is allowed.
void assay_tls_session_close(assay_tls_session_t *session);

#endif
