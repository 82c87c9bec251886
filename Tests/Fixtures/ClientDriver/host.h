// Assay: the host that the client driver is.
// SPDX-License-Identifier: Apache-2.0
#ifndef DRIVER_HOST_H
#define DRIVER_HOST_H

#include <assay/all.h>

extern const assay_host_t driver_host;

// Opens the library and makes and starts the component; ends the process with a message when that fails.
const assay_component_t *driver_open(const char *library, const char *component_id, const char *config);

// Says what failed and ends the process.
_Noreturn void driver_fail(const char *what, const assay_error_t *error);

// A fresh error.
assay_error_t driver_error(void);

#endif
