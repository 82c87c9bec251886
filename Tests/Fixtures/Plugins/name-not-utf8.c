// Assay: the component's name is not UTF-8.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_NAME "caf\xe9"
#include "fixture.h"
