// Assay: a decider without a fault.
// SPDX-License-Identifier: Apache-2.0
#include "decider.h"
