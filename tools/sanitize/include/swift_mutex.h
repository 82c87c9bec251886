// Assay: nothing to call; see swift_mutex.c.
// SPDX-License-Identifier: Apache-2.0
