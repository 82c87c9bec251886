// Assay: a decider that denies without a reason.
// SPDX-License-Identifier: Apache-2.0
#define DECIDER_ANSWER(deciders, host, token) (deciders)->resolve(host, token, ASSAY_VERDICT_DENY, "")
#include "decider.h"
