// Assay: an SQL driver that takes a batch of other headers.
// SPDX-License-Identifier: Apache-2.0
#define SQL_BATCH_SIZE batch->struct_size
#include "sql-driver.h"
