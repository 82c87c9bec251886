// Assay: an SQL driver that does not tell its dialect.
// SPDX-License-Identifier: Apache-2.0
#define SQL_DIALECT ""
#include "sql-driver.h"
