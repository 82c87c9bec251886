// Assay: a server without a fault, but that it listens nowhere.
// SPDX-License-Identifier: Apache-2.0
#include "server.h"
