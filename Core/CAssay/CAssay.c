// Assay: what makes a build notice a changed header. SwiftPM looks for changes in the headers of a target that compiles
// something, not in those of a system library: this object is older than a changed header, and so is all Swift code that
// depends on it.
// SPDX-License-Identifier: Apache-2.0
#include "include/assay/all.h"
