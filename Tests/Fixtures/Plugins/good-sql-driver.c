// Assay: an SQL driver without a fault, but that it has no database.
// SPDX-License-Identifier: Apache-2.0
#include "sql-driver.h"
