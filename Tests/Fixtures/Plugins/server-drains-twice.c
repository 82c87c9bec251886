// Assay: a server that says twice that it is drained.
// SPDX-License-Identifier: Apache-2.0
#define SERVER_DONE_COUNT 2
#include "server.h"
