// Assay: what of Linux Swift's Glibc module does not show: the current loop as a thread-local, epoll with
// nanoseconds, timer slack, CPU affinity.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_LINUX_H
#define ASSAY_LINUX_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/epoll.h>

// The loop that the calling thread turns, and what kind of thread it is. A static inline access compiles to one load.
extern __thread void *assay_thread_loop __attribute__((tls_model("initial-exec")));
extern __thread uint32_t assay_thread_kind __attribute__((tls_model("initial-exec")));

static inline void *assay_linux_get_loop(void) {
    return assay_thread_loop;
}
static inline void assay_linux_set_loop(void *loop) {
    assay_thread_loop = loop;
}
static inline uint32_t assay_linux_get_thread_kind(void) {
    return assay_thread_kind;
}
static inline void assay_linux_set_thread_kind(uint32_t kind) {
    assay_thread_kind = kind;
}

// Reads CLOCK_MONOTONIC, in nanoseconds.
int64_t assay_linux_monotonic(void);

// Reads CLOCK_REALTIME, in nanoseconds.
int64_t assay_linux_realtime(void);

// Waits for events at most `timeout` nanoseconds (negative: for ever). Falls back to milliseconds, rounded up, where
// the kernel has no epoll_pwait2. Returns the number of events, or -errno.
int assay_linux_epoll_wait(int epoll, struct epoll_event *events, int capacity, int64_t timeout);

// Registers `fd` once for reading, writing, errors and hang-up, edge-triggered; `data` comes back with each event.
// Returns 0 or -errno.
int assay_linux_epoll_add(int epoll, int fd, void *data);

// Ends a registration. Returns 0 or -errno.
int assay_linux_epoll_remove(int epoll, int fd);

// Makes an eventfd that never blocks and is closed on exec. Returns the descriptor or -errno.
int assay_linux_make_eventfd(void);

// Makes an epoll instance that is closed on exec. Returns the descriptor or -errno.
int assay_linux_make_epoll(void);

// Makes an eventfd ready.
void assay_linux_signal_eventfd(int fd);

// Accepts a connection that does not block and is closed on exec. Returns the descriptor or -errno.
int assay_linux_accept(int fd);

// Makes the calling thread's timers exact: the kernel's default lets them be 50 µs late.
void assay_linux_set_timer_slack(void);

// Names the calling thread, at most 15 characters.
void assay_linux_set_thread_name(const char *name);

// Joins a thread that ends within so many seconds; false when it does not.
bool assay_linux_join_thread(pthread_t thread, int seconds);

// CPU time of the calling thread, and of the process, in nanoseconds.
int64_t assay_linux_thread_cpu_time(void);
int64_t assay_linux_process_cpu_time(void);

// The environment of the process, ended by NULL; Swift does not let the variable itself through. Not while another thread
// sets variables.
char *const *assay_linux_environment(void);

#endif
