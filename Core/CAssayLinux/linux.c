// Assay: see assay_linux.h.
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "assay_linux.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

__thread void *assay_thread_loop;
__thread uint32_t assay_thread_kind;

static int64_t read_clock(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t assay_linux_monotonic(void) {
    return read_clock(CLOCK_MONOTONIC);
}

int64_t assay_linux_realtime(void) {
    return read_clock(CLOCK_REALTIME);
}

int64_t assay_linux_thread_cpu_time(void) {
    return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

int64_t assay_linux_process_cpu_time(void) {
    return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static int wait_milliseconds(int epoll, struct epoll_event *events, int capacity, int64_t timeout) {
    int64_t milliseconds = timeout < 0 ? -1 : (timeout + 999999) / 1000000;
    if (milliseconds > INT32_MAX) {
        milliseconds = INT32_MAX;
    }
    int count = epoll_wait(epoll, events, capacity, (int)milliseconds);
    return count < 0 ? -errno : count;
}

int assay_linux_epoll_wait(int epoll, struct epoll_event *events, int capacity, int64_t timeout) {
    static atomic_bool has_no_pwait2;
    if (timeout <= 0 || atomic_load_explicit(&has_no_pwait2, memory_order_relaxed)) {
        return wait_milliseconds(epoll, events, capacity, timeout);
    }
    struct timespec span = {.tv_sec = timeout / 1000000000, .tv_nsec = timeout % 1000000000};
    int count = epoll_pwait2(epoll, events, capacity, &span, NULL);
    if (count >= 0) {
        return count;
    }
    if (errno != ENOSYS && errno != EPERM) {
        return -errno;
    }
    atomic_store_explicit(&has_no_pwait2, true, memory_order_relaxed);
    return wait_milliseconds(epoll, events, capacity, timeout);
}

int assay_linux_epoll_add(int epoll, int fd, void *data) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data = {.ptr = data}};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0 ? 0 : -errno;
}

int assay_linux_epoll_remove(int epoll, int fd) {
    return epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL) == 0 ? 0 : -errno;
}

int assay_linux_make_eventfd(void) {
    int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    return fd >= 0 ? fd : -errno;
}

int assay_linux_make_epoll(void) {
    int fd = epoll_create1(EPOLL_CLOEXEC);
    return fd >= 0 ? fd : -errno;
}

void assay_linux_signal_eventfd(int fd) {
    // It can only fail when the counter is full, and then the eventfd is ready already.
    (void)!eventfd_write(fd, 1);
}

int assay_linux_accept(int fd) {
    int connection = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    return connection >= 0 ? connection : -errno;
}

void assay_linux_set_timer_slack(void) {
    prctl(PR_SET_TIMERSLACK, 1UL);
}

void assay_linux_set_thread_name(const char *name) {
    pthread_setname_np(pthread_self(), name);
}

bool assay_linux_join_thread(pthread_t thread, int seconds) {
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += seconds;
    return pthread_timedjoin_np(thread, NULL, &end) == 0;
}

char *const *assay_linux_environment(void) {
    return environ;
}
