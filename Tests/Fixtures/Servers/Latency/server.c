// Assay: the loop of the latency server.
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";
static const char ending[] = "\r\n\r\n";
// Answered at once and not recorded: opens the connection of a user whose requests are to be compared.
static const char warming[] = "GET /warm";

int64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

int server_listen(server_t *server) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof(address);
    server->epoll = epoll_create1(EPOLL_CLOEXEC);
    server->listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct epoll_event event = {.events = EPOLLIN, .data.fd = server->listener};
    if (bind(server->listener, (struct sockaddr *)&address, length) != 0 || listen(server->listener, 4096) != 0 ||
        epoll_ctl(server->epoll, EPOLL_CTL_ADD, server->listener, &event) != 0 ||
        getsockname(server->listener, (struct sockaddr *)&address, &length) != 0) {
        return 0;
    }
    return ntohs(address.sin_port);
}

static void accept_all(server_t *server) {
    int fd;
    while ((fd = accept4(server->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        int on = 1;
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
        setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof(on));
        if (fd >= MOST_CONNECTIONS || epoll_ctl(server->epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
            close(fd);
            continue;
        }
        server->connections[fd] = (connection_t){0};
    }
}

// When the kernel received the message, on CLOCK_MONOTONIC. The two clocks are read as close together as a few attempts
// allow.
static int64_t arrival_of(struct msghdr *message) {
    const struct cmsghdr *header = CMSG_FIRSTHDR(message);
    if (!header || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_TIMESTAMPNS)
        return now_ns();
    struct timespec arrival, wall;
    memcpy(&arrival, CMSG_DATA(header), sizeof(arrival));
    int64_t closest = INT64_MAX, offset = 0;
    for (int attempt = 0; attempt < 4; attempt++) {
        int64_t before = now_ns();
        clock_gettime(CLOCK_REALTIME, &wall);
        int64_t span = now_ns() - before;
        if (span < closest) {
            closest = span;
            offset = (int64_t)wall.tv_sec * 1000000000 + wall.tv_nsec - before - span / 2;
        }
    }
    return (int64_t)arrival.tv_sec * 1000000000 + arrival.tv_nsec - offset;
}

// Reads what has come; the end of a request head starts its wait. Requests have no body and are not pipelined. The
// time of a request is the kernel's: when the server gets to read it is not the client's affair.
static void receive(server_t *server, int fd) {
    connection_t *connection = &server->connections[fd];
    char buffer[4096];
    _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(struct timespec))];
    struct iovec piece = {.iov_base = buffer, .iov_len = sizeof(buffer)};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof(control)};
    ssize_t length = recvmsg(fd, &message, 0);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (length <= 0) {
        if (connection->due == 0) {
            close(fd);
        } else {
            epoll_ctl(server->epoll, EPOLL_CTL_DEL, fd, NULL);
            connection->is_gone = true;
        }
        return;
    }
    bool is_warming = length >= (ssize_t)sizeof(warming) && memcmp(buffer, warming, sizeof(warming) - 1) == 0;
    for (ssize_t index = 0; index < length; index++) {
        char byte = buffer[index];
        connection->matched = byte == ending[connection->matched] ? connection->matched + 1 : byte == '\r';
        if (connection->matched < 4)
            continue;
        connection->matched = 0;
        if (connection->due != 0)
            continue;
        connection->received = arrival_of(&message);
        connection->is_warming = is_warming;
        connection->due = is_warming ? connection->received : law_due(&server->law, connection->received);
        waiting_push(server, fd);
    }
}

static void send_due(server_t *server) {
    while (server->waiting_count > 0) {
        connection_t *connection = &server->connections[server->waiting[0]];
        int64_t now = now_ns();
        if (connection->due > now)
            return;
        int fd = waiting_pop(server);
        connection->due = 0;
        bool is_sent = send(fd, answer, sizeof(answer) - 1, MSG_NOSIGNAL) == (ssize_t)sizeof(answer) - 1;
        if (is_sent && !connection->is_warming) {
            record_add(&server->record, connection->received, now);
        }
        if (!is_sent || connection->is_gone) {
            close(fd);
        }
    }
}

void server_run(server_t *server, int stop) {
    struct epoll_event events[256];
    struct epoll_event stopping = {.events = EPOLLIN, .data.fd = stop};
    epoll_ctl(server->epoll, EPOLL_CTL_ADD, stop, &stopping);
    for (;;) {
        struct timespec wait = {.tv_sec = 3600};
        if (server->waiting_count > 0) {
            int64_t left = server->connections[server->waiting[0]].due - now_ns();
            if (left < 0)
                left = 0;
            wait = (struct timespec){.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000};
        }
        int count = epoll_pwait2(server->epoll, events, 256, &wait, NULL);
        send_due(server);
        for (int index = 0; index < count; index++) {
            int fd = events[index].data.fd;
            if (fd == stop)
                return;
            if (fd == server->listener) {
                accept_all(server);
            } else {
                receive(server, fd);
            }
        }
        send_due(server);
    }
}
