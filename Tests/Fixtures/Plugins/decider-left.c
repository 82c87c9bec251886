// Assay: a decider that outlives its component.
// SPDX-License-Identifier: Apache-2.0
#define DECIDER_END(deciders, host) (void)(deciders), (void)(host)
#include "decider.h"
