// Assay: an OpenSSL BIO over a socket that raises no SIGPIPE and does not ask twice for what is not there.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_SOCKET_BIO_H
#define ASSAY_SOCKET_BIO_H

#include <openssl/bio.h>
#include <stdbool.h>

// Makes a BIO; the socket stays the caller's. NULL when there is no memory.
BIO *assay_socket_bio_new(int fd);

// Lets the next read ask the socket again; `is_ending` lets all later ones ask.
void assay_socket_bio_set_ready(BIO *bio, bool is_ending);

// The errno of the last receive or send that failed; 0 for none.
int assay_socket_bio_get_error(BIO *bio);

// When what was received last had come, as assay_socket_receive tells it.
int64_t assay_socket_bio_get_arrival(BIO *bio);

#endif
