// Assay: the table of contents. The stable headers; all.h adds the drafts.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_H
#define ASSAY_H

#include "macros.h"
#include "version.h"
#include "status.h"
#include "types.h"
#include "host.h"
#include "component.h"
#include "entry.h"

#endif
