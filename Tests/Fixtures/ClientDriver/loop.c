// Assay: one event loop for the client driver, as small as the contract allows.
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "loop.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <time.h>

#define MOST_JOBS 4096
#define MOST_EVENTS 64

struct assay_loop {
    int epoll;
    // Active timers, the earliest first.
    assay_timer_t *timers;
    struct {
        assay_job_t job;
        void *first;
        void *second;
    } jobs[MOST_JOBS];
    unsigned job_head;
    unsigned job_count;
    uint64_t turns;
    assay_instant_t turn_time;
    uint8_t buffer[65536];
};

static struct assay_loop the_loop;

static assay_instant_t now(assay_loop_t *loop) {
    (void)loop;
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (assay_instant_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static assay_instant_t turn_time(assay_loop_t *loop) {
    return loop->turn_time;
}

static uint64_t turn_count(assay_loop_t *loop) {
    return loop->turns;
}

static void cancel_timer(assay_loop_t *loop, assay_timer_t *timer) {
    for (assay_timer_t **place = &loop->timers; *place; place = &(*place)->next) {
        if (*place == timer) {
            *place = timer->next;
            timer->next = NULL;
            return;
        }
    }
}

static void add_timer(assay_loop_t *loop, assay_timer_t *timer, assay_instant_t deadline) {
    cancel_timer(loop, timer);
    timer->deadline = deadline;
    assay_timer_t **place = &loop->timers;
    while (*place && (*place)->deadline <= deadline) {
        place = &(*place)->next;
    }
    timer->next = *place;
    *place = timer;
}

static assay_status_t watch(assay_loop_t *loop, assay_watch_t *watch, assay_error_t *error) {
    (void)error;
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = watch};
    return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, watch->fd, &event) == 0 ? ASSAY_STATUS_OK
                                                                         : ASSAY_STATUS_RESOURCE_EXHAUSTED;
}

// One event is fetched at a time, so there is never readiness that the loop has seen and not yet told.
static void unwatch(assay_loop_t *loop, assay_watch_t *watch) {
    epoll_ctl(loop->epoll, EPOLL_CTL_DEL, watch->fd, NULL);
}

static void post(assay_loop_t *loop, assay_job_t job, void *first, void *second) {
    if (loop->job_count == MOST_JOBS) {
        fprintf(stderr, "the driver's loop holds %d jobs at most\n", MOST_JOBS);
        exit(1);
    }
    unsigned place = (loop->job_head + loop->job_count++) % MOST_JOBS;
    loop->jobs[place].job = job;
    loop->jobs[place].first = first;
    loop->jobs[place].second = second;
}

static void run_jobs(assay_loop_t *loop) {
    while (loop->job_count > 0) {
        unsigned place = loop->job_head;
        loop->job_head = (place + 1) % MOST_JOBS;
        loop->job_count -= 1;
        loop->jobs[place].job(loop->jobs[place].first, loop->jobs[place].second);
    }
}

static void fire_timers(assay_loop_t *loop) {
    assay_instant_t limit = now(loop);
    while (loop->timers && loop->timers->deadline <= limit) {
        assay_timer_t *timer = loop->timers;
        loop->timers = timer->next;
        timer->next = NULL;
        timer->on_fire(timer);
        run_jobs(loop);
    }
}

static bool post_remote(assay_loop_t *loop, assay_job_t job, void *first, void *second) {
    // The driver has no other thread: its worker pool works at once.
    post(loop, job, first, second);
    return true;
}

static uint8_t *get_buffer(assay_loop_t *loop, size_t *size) {
    *size = sizeof(loop->buffer);
    return loop->buffer;
}

static assay_duration_t take_longest_turn(assay_loop_t *loop) {
    (void)loop;
    return 0;
}

static assay_loop_t *get_any(const assay_host_t *host) {
    (void)host;
    return &the_loop;
}

static assay_loop_t *get_loop(const assay_host_t *host, uint32_t index) {
    (void)host;
    return index == 0 ? &the_loop : NULL;
}

static uint32_t get_count(const assay_host_t *host) {
    (void)host;
    return 1;
}

bool driver_loop_open(void) {
    the_loop.epoll = epoll_create1(EPOLL_CLOEXEC);
    return the_loop.epoll >= 0;
}

assay_loop_t *driver_loop(void) {
    return &the_loop;
}

void driver_loop_turn(void) {
    assay_loop_t *loop = &the_loop;
    // A job may be what the caller waits for.
    int wait = loop->job_count > 0 ? 0 : 1000;
    run_jobs(loop);
    if (loop->timers && wait > 0) {
        assay_duration_t left = loop->timers->deadline - now(loop);
        wait = left <= 0 ? 0 : left > 1000000000 ? 1000 : (int)(left / 1000000) + 1;
    }
    struct epoll_event event;
    int count = epoll_wait(loop->epoll, &event, 1, wait);
    loop->turns += 1;
    loop->turn_time = now(loop);
    if (count == 1) {
        uint32_t bits = event.events;
        uint32_t ready = (bits & EPOLLIN ? ASSAY_READY_READ : 0) | (bits & EPOLLOUT ? ASSAY_READY_WRITE : 0) |
                         (bits & EPOLLERR ? ASSAY_READY_ERROR : 0) |
                         (bits & (EPOLLHUP | EPOLLRDHUP) ? ASSAY_READY_HANGUP : 0);
        assay_watch_t *watch = event.data.ptr;
        watch->on_ready(watch, ready);
        run_jobs(loop);
    }
    fire_timers(loop);
}

const assay_loops_t driver_loops = {
    .struct_size = sizeof(assay_loops_t),
    .get_main = get_any,
    .get_count = get_count,
    .get_loop = get_loop,
    .get_current = get_any,
    .now = now,
    .turn_time = turn_time,
    .turn_count = turn_count,
    .add_timer = add_timer,
    .cancel_timer = cancel_timer,
    .watch = watch,
    .unwatch = unwatch,
    .post = post,
    .post_remote = post_remote,
    .get_buffer = get_buffer,
    .take_longest_turn = take_longest_turn,
};
