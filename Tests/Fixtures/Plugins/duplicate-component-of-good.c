// Assay: another plugin that provides the good plugin's component.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_ID "org.example.rival"
#include "fixture.h"
