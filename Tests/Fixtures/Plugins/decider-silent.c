// Assay: a decider that never answers.
// SPDX-License-Identifier: Apache-2.0
#define DECIDER_ANSWER(deciders, host, token) (void)0
#include "decider.h"
