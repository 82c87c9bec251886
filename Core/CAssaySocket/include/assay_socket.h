// Assay: receives from a socket, and tells when the kernel had the bytes.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_SOCKET_H
#define ASSAY_SOCKET_H

#include <stddef.h>
#include <stdint.h>

// Has the kernel note when bytes arrive (SO_TIMESTAMPNS, socket(7)). A socket that cannot do that goes without.
void assay_socket_note_arrivals(int fd);

// As recv(2) without flags. `arrival` is when the last of the bytes came in, in nanoseconds of CLOCK_REALTIME; 0 when
// the kernel has not noted it.
ptrdiff_t assay_socket_receive(int fd, void *buffer, size_t size, int64_t *arrival);

// What added to CLOCK_MONOTONIC gives CLOCK_REALTIME, in nanoseconds.
int64_t assay_socket_clock_offset(void);

#endif
