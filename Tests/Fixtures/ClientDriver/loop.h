// Assay: one event loop for the client driver, as small as the contract allows.
// SPDX-License-Identifier: Apache-2.0
#ifndef DRIVER_LOOP_H
#define DRIVER_LOOP_H

#include <assay/all.h>

// The table of the one loop; the loop itself is behind it.
extern const assay_loops_t driver_loops;

// Opens the loop; false when the system refuses.
bool driver_loop_open(void);

// Waits for the next event and calls what is due.
void driver_loop_turn(void);

// The one loop.
assay_loop_t *driver_loop(void);

#endif
