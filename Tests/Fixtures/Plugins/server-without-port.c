// Assay: a server that does not tell its real port.
// SPDX-License-Identifier: Apache-2.0
#define SERVER_ADDRESS "http://127.0.0.1:0"
#include "server.h"
