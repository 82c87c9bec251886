// Assay: every header, drafts included. A draft may change between releases; the stable ones never do.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_ALL_H
#define ASSAY_ALL_H

#include "assay.h"

#include "ext/draft/components.h"
#include "ext/draft/event.h"
#include "ext/draft/functions.h"
#include "ext/draft/hooks.h"
#include "ext/draft/instances.h"
#include "ext/draft/deciders.h"
#include "ext/draft/log.h"
#include "ext/draft/loops.h"
#include "ext/draft/terminal.h"
#include "ext/draft/thread_check.h"
#include "ext/draft/workers.h"

#include "kind/draft/request_event.h"
#include "kind/draft/run_events.h"
#include "kind/draft/recorder.h"
#include "kind/draft/client.h"
#include "kind/draft/scenario.h"
#include "kind/draft/shape.h"
#include "kind/draft/collector.h"
#include "kind/draft/exporter.h"
#include "kind/draft/runner.h"
#include "kind/draft/settings.h"
#include "kind/draft/exchange.h"
#include "kind/draft/routes.h"
#include "kind/draft/server.h"
#include "kind/draft/tracking_events.h"
#include "kind/draft/tracking.h"
#include "kind/draft/sql_driver.h"
#include "kind/draft/artifact_store.h"

#endif
