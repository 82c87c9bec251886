// Assay: see assay_tls.h.
// SPDX-License-Identifier: Apache-2.0
#include "assay_tls.h"
#include "socket_bio.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct assay_tls {
    SSL *ssl;
    assay_tls_session_t **session;
    bool has_failed;
};

static SSL_CTX *get_context(assay_tls_context_t *context) {
    return (SSL_CTX *)context;
}

// Keeps the newest session for the next connection. The session is ours when this returns 1.
static int keep_session(SSL *ssl, SSL_SESSION *session) {
    assay_tls_t *tls = SSL_get_app_data(ssl);
    if (!tls || !tls->session) {
        return 0;
    }
    assay_tls_session_close(*tls->session);
    *tls->session = (assay_tls_session_t *)session;
    return 1;
}

static bool is_given(const char *text) {
    return text && *text;
}

static bool load_files(SSL_CTX *context, const assay_tls_options_t *options, char *error, size_t size) {
    const char *ca_file = options->ca_file;
    if (is_given(ca_file) && !SSL_CTX_load_verify_file(context, ca_file)) {
        snprintf(error, size, "cannot read certificates from '%s'", ca_file);
        return false;
    }
    if (!is_given(ca_file)) {
        SSL_CTX_set_default_verify_paths(context);
    }
    const char *certificate = options->certificate_file;
    if (!is_given(certificate)) {
        return true;
    }
    if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1) {
        snprintf(error, size, "cannot read the client's certificate from '%s'", certificate);
        return false;
    }
    const char *key = is_given(options->key_file) ? options->key_file : certificate;
    if (SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1) {
        snprintf(error, size, "cannot read a key from '%s', or it does not fit the certificate", key);
        return false;
    }
    return true;
}

assay_tls_context_t *assay_tls_context_open(const assay_tls_options_t *options, char *error, size_t size) {
    ERR_clear_error();
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    if (!context) {
        snprintf(error, size, "no memory for tls");
        return NULL;
    }
    if (!load_files(context, options, error, size)) {
        SSL_CTX_free(context);
        return NULL;
    }
    static const unsigned char protocols[] = "\x08http/1.1";
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_mode(context,
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_alpn_protos(context, protocols, sizeof(protocols) - 1);
    SSL_CTX_set_verify(context, options->verify ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, NULL);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context, keep_session);
    return (assay_tls_context_t *)context;
}

void assay_tls_context_close(assay_tls_context_t *context) {
    SSL_CTX_free(get_context(context));
}

// Has the certificate checked for `name`, and asks the server for it by name.
static bool set_name(SSL *ssl, const char *name) {
    X509_VERIFY_PARAM *parameters = SSL_get0_param(ssl);
    if (X509_VERIFY_PARAM_set1_ip_asc(parameters, name) == 1) {
        return true;
    }
    X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return X509_VERIFY_PARAM_set1_host(parameters, name, 0) == 1 && SSL_set_tlsext_host_name(ssl, name) == 1;
}

assay_tls_t *assay_tls_open(assay_tls_context_t *context, int fd, const char *name, assay_tls_session_t **session) {
    ERR_clear_error();
    assay_tls_t *tls = calloc(1, sizeof(*tls));
    SSL *ssl = tls ? SSL_new(get_context(context)) : NULL;
    BIO *bio = ssl ? assay_socket_bio_new(fd) : NULL;
    if (!bio || !set_name(ssl, name)) {
        BIO_free(bio);
        SSL_free(ssl);
        free(tls);
        return NULL;
    }
    tls->ssl = ssl;
    tls->session = session;
    SSL_set_app_data(ssl, tls);
    SSL_set_bio(ssl, bio, bio);
    SSL_set_connect_state(ssl);
    if (*session) {
        SSL_set_session(ssl, (SSL_SESSION *)*session);
    }
    return tls;
}

void assay_tls_close(assay_tls_t *tls) {
    if (!tls) {
        return;
    }
    if (!tls->has_failed && !SSL_in_init(tls->ssl)) {
        ERR_clear_error();
        SSL_shutdown(tls->ssl);
        // A session counts as broken when its connection was not shut down on both sides.
        SSL_set_shutdown(tls->ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    }
    SSL_free(tls->ssl);
    free(tls);
}

// What a result of 0 or below means.
static int get_failure(assay_tls_t *tls, int result) {
    int code = SSL_get_error(tls->ssl, result);
    int system_code = assay_socket_bio_get_error(SSL_get_rbio(tls->ssl));
    switch (code) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return ASSAY_TLS_AGAIN;
    case SSL_ERROR_ZERO_RETURN:
        return 0;
    default:
        break;
    }
    unsigned long reason = ERR_peek_error();
    tls->has_failed = true;
    if (SSL_in_init(tls->ssl) && SSL_get_verify_mode(tls->ssl) != SSL_VERIFY_NONE &&
        SSL_get_verify_result(tls->ssl) != X509_V_OK) {
        return ASSAY_TLS_CERTIFICATE_INVALID;
    }
    if (ERR_GET_REASON(reason) == SSL_R_UNEXPECTED_EOF_WHILE_READING) {
        return ASSAY_TLS_TRUNCATED;
    }
    return system_code == ECONNRESET || system_code == EPIPE ? ASSAY_TLS_RESET : ASSAY_TLS_FAILED;
}

int assay_tls_handshake(assay_tls_t *tls) {
    ERR_clear_error();
    int result = SSL_do_handshake(tls->ssl);
    if (result == 1) {
        return 1;
    }
    int failure = get_failure(tls, result);
    return failure == 0 ? ASSAY_TLS_FAILED : failure;
}

void assay_tls_set_ready(assay_tls_t *tls, bool is_ending) {
    assay_socket_bio_set_ready(SSL_get_rbio(tls->ssl), is_ending);
}

ptrdiff_t assay_tls_read(assay_tls_t *tls, uint8_t *buffer, size_t size) {
    size_t count = 0;
    ERR_clear_error();
    int result = SSL_read_ex(tls->ssl, buffer, size, &count);
    return result == 1 ? (ptrdiff_t)count : get_failure(tls, result);
}

int64_t assay_tls_get_arrival(const assay_tls_t *tls) {
    return assay_socket_bio_get_arrival(SSL_get_rbio(tls->ssl));
}

ptrdiff_t assay_tls_write(assay_tls_t *tls, const uint8_t *bytes, size_t length) {
    size_t count = 0;
    ERR_clear_error();
    int result = SSL_write_ex(tls->ssl, bytes, length, &count);
    if (result == 1) {
        return (ptrdiff_t)count;
    }
    int failure = get_failure(tls, result);
    return failure == 0 ? ASSAY_TLS_RESET : failure;
}

bool assay_tls_is_resumed(const assay_tls_t *tls) {
    return SSL_session_reused(tls->ssl) == 1;
}

void assay_tls_session_close(assay_tls_session_t *session) {
    SSL_SESSION_free((SSL_SESSION *)session);
}
