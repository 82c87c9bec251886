// Assay: libpq for Swift.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_POSTGRES_SHIM_H
#define ASSAY_POSTGRES_SHIM_H

#include <libpq-fe.h>

// libpq prints notices of the server unless somebody takes them.
static inline void assay_postgres_drop_notice(void *data, const PGresult *notice) {
    (void)data;
    (void)notice;
}
static inline void assay_postgres_drop_notices(PGconn *connection) {
    (void)PQsetNoticeReceiver(connection, assay_postgres_drop_notice, (void *)0);
}

// PG_DIAG_SQLSTATE and its like are characters.
static inline const char *assay_postgres_code(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
static inline const char *assay_postgres_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
static inline const char *assay_postgres_constraint(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}

#endif
