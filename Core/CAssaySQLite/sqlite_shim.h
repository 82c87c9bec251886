// Assay: libsqlite3 for Swift, which cannot call its variadic functions and cannot write SQLITE_STATIC.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_SQLITE_SHIM_H
#define ASSAY_SQLITE_SHIM_H

#include <sqlite3.h>
#include <sys/prctl.h>

// Bind a value that stays where it is until the statement is reset.
static inline int assay_sqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 length) {
    return sqlite3_bind_text64(statement, index, text ? text : "", length, SQLITE_STATIC, SQLITE_UTF8);
}
static inline int assay_sqlite_bind_bytes(sqlite3_stmt *statement, int index, const void *bytes,
                                          sqlite3_uint64 length) {
    return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", length, SQLITE_STATIC);
}

// SQLite copies the value.
static inline sqlite3_destructor_type assay_sqlite_transient(void) {
    return SQLITE_TRANSIENT;
}

// Names the calling thread, for ps and profilers; 15 bytes at most.
static inline void assay_sqlite_name_thread(const char *name) {
    (void)prctl(PR_SET_NAME, name, 0, 0, 0);
}

// Switches a boolean setting of a connection: SQLITE_DBCONFIG_DEFENSIVE and its like.
static inline int assay_sqlite_set(sqlite3 *database, int setting, int value) {
    return sqlite3_db_config(database, setting, value, (int *)0);
}

#endif
