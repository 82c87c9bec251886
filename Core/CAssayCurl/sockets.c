// Assay: the sockets of a multi handle in an epoll set.
// SPDX-License-Identifier: Apache-2.0
#include "assay_curl.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

#define MOST_READY 64

static int follow_socket(CURL *easy, curl_socket_t socket, int what, void *user_data, void *socket_data) {
    (void)easy;
    (void)socket_data;
    int epoll = (int)(intptr_t)user_data;
    struct epoll_event event = {.data.fd = socket};
    if (what == CURL_POLL_REMOVE) {
        // It may be closed already, and is out of the set then.
        epoll_ctl(epoll, EPOLL_CTL_DEL, socket, NULL);
        return 0;
    }
    event.events = (what & CURL_POLL_IN ? EPOLLIN : 0u) | (what & CURL_POLL_OUT ? EPOLLOUT : 0u);
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, socket, &event) == 0) {
        return 0;
    }
    return errno == ENOENT && epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) == 0 ? 0 : -1;
}

int assay_curl_watch_sockets(CURLM *multi) {
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0) {
        return -1;
    }
    if (curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, follow_socket) == CURLM_OK &&
        curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, (void *)(intptr_t)epoll) == CURLM_OK) {
        return epoll;
    }
    close(epoll);
    return -1;
}

int assay_curl_take_ready(int epoll, assay_curl_ready_t *ready, int capacity) {
    struct epoll_event events[MOST_READY];
    int count = epoll_wait(epoll, events, capacity < MOST_READY ? capacity : MOST_READY, 0);
    for (int index = 0; index < count; index++) {
        uint32_t bits = events[index].events;
        ready[index].socket = events[index].data.fd;
        // A reset may be seen as an error alone for a moment. Of that libcurl makes a failure to send, whatever it was;
        // a read tells what has happened.
        ready[index].events = (bits & (EPOLLIN | EPOLLHUP | EPOLLERR) ? CURL_CSELECT_IN : 0) |
                              (bits & EPOLLOUT ? CURL_CSELECT_OUT : 0) | (bits & EPOLLERR ? CURL_CSELECT_ERR : 0);
    }
    return count < 0 ? 0 : count;
}
