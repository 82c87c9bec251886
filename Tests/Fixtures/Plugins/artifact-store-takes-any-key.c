// Assay: a store of artifacts that takes keys which lead out of it.
// SPDX-License-Identifier: Apache-2.0
#include "artifact-store.h"
