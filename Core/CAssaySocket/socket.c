// Assay: see assay_socket.h.
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "assay_socket.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>

static int64_t nanoseconds(const struct timespec *time) {
    return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

void assay_socket_note_arrivals(int fd) {
    int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof(on));
}

ptrdiff_t assay_socket_receive(int fd, void *buffer, size_t size, int64_t *arrival) {
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(struct timespec))];
    struct iovec piece = {.iov_base = buffer, .iov_len = size};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof(control)};
    ssize_t count = recvmsg(fd, &message, 0);
    *arrival = 0;
    if (count <= 0) {
        return count;
    }
    const struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPNS) {
        struct timespec time;
        memcpy(&time, CMSG_DATA(header), sizeof(time));
        *arrival = nanoseconds(&time);
    }
    return count;
}

int64_t assay_socket_clock_offset(void) {
    int64_t best = INT64_MAX;
    int64_t offset = 0;
    // The thread may lose its processor between two readings, so the closest pair of a few counts.
    for (int attempt = 0; attempt < 4; attempt++) {
        struct timespec before, wall, after;
        clock_gettime(CLOCK_MONOTONIC, &before);
        clock_gettime(CLOCK_REALTIME, &wall);
        clock_gettime(CLOCK_MONOTONIC, &after);
        int64_t span = nanoseconds(&after) - nanoseconds(&before);
        if (span < best) {
            best = span;
            offset = nanoseconds(&wall) - nanoseconds(&before) - span / 2;
        }
    }
    return offset;
}
