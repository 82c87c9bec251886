// Assay: see socket_bio.h.
// SPDX-License-Identifier: Apache-2.0
#include "socket_bio.h"

#include "assay_socket.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/socket.h>

struct state {
    int fd;
    int error;
    // When what was received last had come; see assay_socket_receive.
    int64_t arrival;
    // The last receive gave less than was asked for, so the next would block until the socket is ready again.
    bool is_drained;
    bool is_at_end;
    // The peer has closed; the socket will not be reported ready again.
    bool is_ending;
};

static BIO_METHOD *method;
static pthread_once_t method_once = PTHREAD_ONCE_INIT;

static int read_socket(BIO *bio, char *buffer, size_t size, size_t *count) {
    struct state *state = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    *count = 0;
    if (state->is_drained) {
        BIO_set_retry_read(bio);
        return 0;
    }
    int64_t arrival;
    ssize_t result;
    do {
        result = assay_socket_receive(state->fd, buffer, size, &arrival);
    } while (result < 0 && errno == EINTR);
    if (result > 0) {
        state->is_drained = (size_t)result < size && !state->is_ending;
        state->arrival = arrival;
        *count = (size_t)result;
        return 1;
    }
    if (result == 0) {
        state->is_at_end = true;
    } else if (errno == EAGAIN) {
        BIO_set_retry_read(bio);
    } else {
        state->error = errno;
    }
    return 0;
}

static int write_socket(BIO *bio, const char *bytes, size_t length, size_t *count) {
    struct state *state = BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    ssize_t result;
    do {
        result = send(state->fd, bytes, length, MSG_NOSIGNAL);
    } while (result < 0 && errno == EINTR);
    if (result >= 0) {
        *count = (size_t)result;
        return 1;
    }
    *count = 0;
    if (errno == EAGAIN) {
        BIO_set_retry_write(bio);
    } else {
        state->error = errno;
    }
    return 0;
}

static long control(BIO *bio, int command, long number, void *pointer) {
    (void)number;
    (void)pointer;
    struct state *state = BIO_get_data(bio);
    switch (command) {
    case BIO_CTRL_FLUSH:
        return 1;
    case BIO_CTRL_EOF:
        return state->is_at_end;
    default:
        return 0;
    }
}

static int destroy(BIO *bio) {
    free(BIO_get_data(bio));
    BIO_set_data(bio, NULL);
    return 1;
}

static void make_method(void) {
    method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "assay socket");
    if (method) {
        BIO_meth_set_read_ex(method, read_socket);
        BIO_meth_set_write_ex(method, write_socket);
        BIO_meth_set_ctrl(method, control);
        BIO_meth_set_destroy(method, destroy);
    }
}

BIO *assay_socket_bio_new(int fd) {
    pthread_once(&method_once, make_method);
    struct state *state = calloc(1, sizeof(*state));
    BIO *bio = state && method ? BIO_new(method) : NULL;
    if (!bio) {
        free(state);
        return NULL;
    }
    state->fd = fd;
    BIO_set_data(bio, state);
    BIO_set_init(bio, 1);
    return bio;
}

void assay_socket_bio_set_ready(BIO *bio, bool is_ending) {
    struct state *state = BIO_get_data(bio);
    state->is_ending = state->is_ending || is_ending;
    state->is_drained = false;
}

int64_t assay_socket_bio_get_arrival(BIO *bio) {
    struct state *state = BIO_get_data(bio);
    return state->arrival;
}

int assay_socket_bio_get_error(BIO *bio) {
    struct state *state = BIO_get_data(bio);
    return state->error;
}
