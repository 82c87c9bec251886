// Assay: an SQL driver that ends a batch before submit returns.
// SPDX-License-Identifier: Apache-2.0
#define SQL_IS_EARLY 1
#include "sql-driver.h"
