// Assay: an exporter that fails without a word.
// SPDX-License-Identifier: Apache-2.0
#define EXPORTER_FINISH(error) ((void)(error), ASSAY_STATUS_UNAVAILABLE)
#include "exporter.h"
