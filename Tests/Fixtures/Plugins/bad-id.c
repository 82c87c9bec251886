// Assay: the plugin's id has capitals and blanks.
// SPDX-License-Identifier: Apache-2.0
#define FIXTURE_ID "Org.Example Fixture"
#include "fixture.h"
