// Assay: a store of artifacts without commit.
// SPDX-License-Identifier: Apache-2.0
#define STORE_COMMIT NULL
#include "artifact-store.h"
