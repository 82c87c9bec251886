// Assay: a server that never says that it is drained.
// SPDX-License-Identifier: Apache-2.0
#define SERVER_DONE_COUNT 0
#include "server.h"
