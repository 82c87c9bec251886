// Assay: an SQL driver without a database, to be spoilt as fixture.h tells: every statement is wrong.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_SQL_DRIVER_FIXTURE_H
#define ASSAY_SQL_DRIVER_FIXTURE_H

#include <assay/all.h>
#include <assay/ext/draft/loops.h>
#include <assay/kind/draft/sql_driver.h>

static const assay_sql_driver_t fixture_driver;

#define FIXTURE_KIND ASSAY_KIND_SQL_DRIVER
#define FIXTURE_TABLE fixture_driver
#include "fixture.h"

#ifndef SQL_DIALECT
#define SQL_DIALECT "none"
#endif
#ifndef SQL_IS_EARLY
#define SQL_IS_EARLY 0
#endif
#ifndef SQL_FAILURE
#define SQL_FAILURE ASSAY_STATUS_INVALID_ARGUMENT
#endif
#ifndef SQL_BATCH_SIZE
#define SQL_BATCH_SIZE sizeof(assay_sql_batch_t)
#endif

struct assay_sql_session {
    assay_loop_t *loop;
    const assay_loops_t *loops;
};

static const assay_sql_capabilities_t *fixture_get_capabilities(const assay_component_t *driver) {
    (void)driver;
    static const assay_sql_capabilities_t capabilities = {
        .struct_size = sizeof capabilities,
        .dialect = {SQL_DIALECT, sizeof SQL_DIALECT - 1},
        .server_version = {"1", 1},
        .durability = {"none", 4},
    };
    return &capabilities;
}

static assay_status_t fixture_open_session(const assay_component_t *driver, assay_loop_t *loop,
                                           assay_sql_session_t **session, assay_error_t *error) {
    (void)error;
    const assay_host_t *host = fixture_of(driver)->host;
    *session = malloc(sizeof **session);
    (*session)->loop = loop;
    (*session)->loops = host->get_extension(host, ASSAY_EXT_LOOPS);
    return ASSAY_STATUS_OK;
}

static void fixture_close_session(assay_sql_session_t *session) {
    free(session);
}

static void fixture_end(void *data, void *fails) {
    static const char message[] = "there is no database";
    assay_sql_call_t *call = data;
    const uint64_t none = 0;
    assay_sql_outcome_t outcome = {.struct_size = sizeof outcome, .affected_rows = &none};
    if (fails != NULL) {
        outcome.status = SQL_FAILURE;
        outcome.affected_rows = NULL;
        outcome.message = (assay_string_t){message, sizeof message - 1};
    }
    call->on_done(call, &outcome);
}

static assay_status_t fixture_submit(assay_sql_session_t *session, const assay_sql_batch_t *batch,
                                     assay_sql_call_t *call, assay_error_t *error) {
    if (batch->struct_size != SQL_BATCH_SIZE) {
        return fixture_fail(error, ASSAY_STATUS_INVALID_ARGUMENT, "the batch has another size");
    }
    void *fails = batch->statement_count > 0 ? session : NULL;
    if (SQL_IS_EARLY) {
        fixture_end(call, fails);
    } else {
        session->loops->post(session->loop, fixture_end, call, fails);
    }
    return ASSAY_STATUS_OK;
}

static void fixture_cancel(assay_sql_session_t *session, assay_sql_call_t *call) {
    (void)session, (void)call;
}

static assay_status_t fixture_listen(assay_sql_session_t *session, assay_sql_listener_t *listener,
                                     assay_error_t *error) {
    (void)session, (void)listener;
    return fixture_fail(error, ASSAY_STATUS_UNIMPLEMENTED, "there are no notifications");
}

static void fixture_unlisten(assay_sql_session_t *session, assay_sql_listener_t *listener) {
    (void)session, (void)listener;
}

static const assay_sql_driver_t fixture_driver = {
    .struct_size = sizeof(assay_sql_driver_t),
    .get_capabilities = fixture_get_capabilities,
    .open_session = fixture_open_session,
    .close_session = fixture_close_session,
    .submit = fixture_submit,
    .cancel = fixture_cancel,
    .listen = fixture_listen,
    .unlisten = fixture_unlisten,
};

#endif
