// Assay: the version of this header set, and what "compatible" means.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_VERSION_H
#define ASSAY_VERSION_H

#include <stdint.h>

// The version of the product. Builds read it from here; there is no second copy.
#define ASSAY_VERSION_STRING "0.1.0"

// The version of the binary contract in these headers.
#define ASSAY_ABI_MAJOR 1u
#define ASSAY_ABI_MINOR 1u
#define ASSAY_ABI_PATCH 0u

// A version of the binary contract. A plugin works with a host of the same major number and the same or
// a higher minor number; the patch number never matters.
typedef struct assay_version {
    uint32_t major;
    uint32_t minor;
    uint32_t patch;
} assay_version_t;

#endif
