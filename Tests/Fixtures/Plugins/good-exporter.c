// Assay: an exporter without a fault.
// SPDX-License-Identifier: Apache-2.0
#include "exporter.h"
