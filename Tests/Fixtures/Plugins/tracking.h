// Assay: a tracking store that knows nothing, to be spoilt as fixture.h tells.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_TRACKING_FIXTURE_H
#define ASSAY_TRACKING_FIXTURE_H

#include <assay/all.h>
#include <assay/ext/draft/loops.h>
#include <assay/kind/draft/tracking.h>

static const assay_tracking_t fixture_tracking;

#define FIXTURE_KIND ASSAY_KIND_TRACKING
#define FIXTURE_TABLE fixture_tracking
#include "fixture.h"

#ifndef TRACKING_STATUS
#define TRACKING_STATUS 404
#endif
#ifndef TRACKING_IS_EARLY
#define TRACKING_IS_EARLY 0
#endif

static void fixture_answer(void *data, void *unused) {
    (void)unused;
    static const char body[] = "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\"}";
    assay_tracking_call_t *call = data;
    assay_tracking_response_t *response = calloc(1, sizeof *response);
    response->struct_size = sizeof *response;
    response->http_status = TRACKING_STATUS;
    response->content_type = "application/json";
    response->body = (assay_bytes_t){(const uint8_t *)body, sizeof body - 1};
    call->on_done(call, response);
}

static assay_status_t fixture_begin(const assay_component_t *tracking, assay_tracking_call_t *call) {
    const assay_host_t *host = fixture_of(tracking)->host;
    const assay_loops_t *loops = host->get_extension(host, ASSAY_EXT_LOOPS);
    if (TRACKING_IS_EARLY) {
        fixture_answer(call, NULL);
    } else {
        loops->post_remote(loops->get_loop(host, 0), fixture_answer, call, NULL);
    }
    return ASSAY_STATUS_OK;
}

static assay_status_t fixture_call(const assay_component_t *tracking, const assay_tracking_request_t *request,
                                   assay_tracking_call_t *call, assay_error_t *error) {
    (void)request, (void)error;
    return fixture_begin(tracking, call);
}

static assay_status_t fixture_log_metrics(const assay_component_t *tracking, assay_string_t workspace,
                                          assay_string_t principal, assay_string_t run_id,
                                          const assay_metric_point_t *points, size_t point_count,
                                          assay_tracking_call_t *call, assay_error_t *error) {
    (void)workspace, (void)principal, (void)run_id, (void)points, (void)point_count, (void)error;
    return fixture_begin(tracking, call);
}

static void fixture_cancel(const assay_component_t *tracking, assay_tracking_call_t *call) {
    (void)tracking, (void)call;
}

#ifndef TRACKING_RELEASE
#define TRACKING_RELEASE fixture_release

static void fixture_release(const assay_component_t *tracking, assay_tracking_response_t *response) {
    (void)tracking;
    free(response);
}
#endif

static const assay_tracking_t fixture_tracking = {
    .struct_size = sizeof(assay_tracking_t),
    .call = fixture_call,
    .log_metrics = fixture_log_metrics,
    .cancel = fixture_cancel,
    .release = TRACKING_RELEASE,
};

#endif
