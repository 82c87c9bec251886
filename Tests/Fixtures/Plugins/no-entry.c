// Assay: does not export the entry.
// export: none
// SPDX-License-Identifier: Apache-2.0
#include "fixture.h"
