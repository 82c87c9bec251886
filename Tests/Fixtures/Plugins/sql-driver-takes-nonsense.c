// Assay: an SQL driver that takes what is no statement.
// SPDX-License-Identifier: Apache-2.0
#define SQL_FAILURE ASSAY_STATUS_OK
#include "sql-driver.h"
