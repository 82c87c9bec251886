// Assay: a way to an SQL database: batches of statements, each batch one transaction, with typed columns in and out.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_SQL_DRIVER_H
#define ASSAY_KIND_SQL_DRIVER_H

// A driver knows no table and no dialect but the database's own: the text of a statement is what the database takes,
// with $1, $2 … for parameters. Everything is completion-style on the loop that a session belongs to; nothing blocks
// it.
//
// Values are the same in all drivers:
//   - texts are UTF-8, compare by bytes when the schema says so (COLLATE "C", BINARY), and may not hold U+0000, which
//     PostgreSQL cannot store: a text with it, or that is not UTF-8, is INVALID_ARGUMENT. Who must keep it encodes it.
//   - a double may be infinite and may not be NaN, which SQLite stores as null: INVALID_ARGUMENT. Who must keep NaN
//     stores the bits of the double as an I64. SQLite stores -0.0 as 0.0.
//   - a boolean of PostgreSQL is an I64 of 0 or 1; what has none of the four types must be cast in the statement.

#include "../../component.h"
#include "../../ext/draft/loops.h"

#define ASSAY_KIND_SQL_DRIVER "assay.sql_driver/1"

// The types of values.
ASSAY_ENUM(assay_sql_type){
    // In a chunk alone: all values of the column are null, and the database does not tell its type.
    ASSAY_SQL_UNTYPED = 0,
    ASSAY_SQL_I64 = 1,
    ASSAY_SQL_F64 = 2,
    // UTF-8.
    ASSAY_SQL_TEXT = 3,
    ASSAY_SQL_BYTES = 4,
};
ASSAY_ENUM_TYPEDEF(assay_sql_type, assay_sql_type_t)

// How the parameters of a statement are used.
ASSAY_ENUM(assay_sql_form){
    // One row of parameters; the statement runs once.
    ASSAY_SQL_SCALAR = 0,
    // Each column is one parameter that holds all rows, and the statement runs once. PostgreSQL: int8[], float8[],
    // text[], bytea[], for unnest and = ANY. SQLite: the text of a JSON array for json_each, I64 and TEXT alone.
    ASSAY_SQL_ARRAYS = 1,
    // The statement runs once for each row, in order; not at all without rows.
    ASSAY_SQL_EACH = 2,
};
ASSAY_ENUM_TYPEDEF(assay_sql_form, assay_sql_form_t)

// A column of values; how many is told beside it.
typedef struct assay_sql_column {
    assay_sql_type_t value_type;
    uint32_t reserved;
    // Bit (row % 8) of byte (row / 8) is set when the value is null. NULL when none is.
    const uint8_t *nulls;
    // I64: int64_t[rows]. F64: double[rows]. TEXT and BYTES: the bytes of all values, one after the other.
    const void *values;
    // TEXT and BYTES: rows + 1 offsets into values; row r is from offsets[r] to offsets[r + 1]. NULL for the others.
    const uint32_t *offsets;
} assay_sql_column_t;

// The statement is used once, or its text is seldom the same: it is not kept prepared.
#define ASSAY_SQL_ONCE 1u

// A statement and its parameters: $1 is the first column.
typedef struct assay_sql_statement {
    // One statement, without a semicolon at its end. It is prepared once for each connection and kept by its text and
    // the types of its parameters; how many are kept is bounded.
    assay_string_t text;
    // Bits above.
    uint32_t flags;
    assay_sql_form_t form;
    const assay_sql_column_t *columns;
    uint32_t column_count;
    // Rows in each column; 1 for SCALAR.
    uint32_t row_count;
    // How many rows must be affected (see assay_sql_outcome_t), over all runs; otherwise the whole batch is undone and
    // ends with FAILED_PRECONDITION. -1 for any.
    int64_t expected_rows;
} assay_sql_statement_t;

// Nothing is written. SQLite runs the batch beside the writer; both see one state of the database throughout.
#define ASSAY_SQL_READ_ONLY 1u
// The transaction is SERIALIZABLE where the database would otherwise be weaker; it may end with ABORTED.
#define ASSAY_SQL_SERIALIZABLE 2u

// What is done in one transaction: all of it or nothing. The statements hold no BEGIN, COMMIT or the like.
typedef struct assay_sql_batch {
    uint32_t struct_size;
    // Bits above.
    uint32_t flags;
    const assay_sql_statement_t *statements;
    size_t statement_count;
} assay_sql_batch_t;

// At most so many rows are in a chunk,
#define ASSAY_SQL_CHUNK_ROWS 4096
// and no more once it has so many bytes: a row that is larger ends its chunk.
#define ASSAY_SQL_CHUNK_BYTES (1u << 20)

// Rows that a statement returned. In SQLite a column may have another type in the next chunk.
typedef struct assay_sql_chunk {
    uint32_t struct_size;
    uint32_t column_count;
    size_t row_count;
    const assay_sql_column_t *columns;
    // The names of the columns, as many.
    const assay_string_t *names;
} assay_sql_chunk_t;

// The batch may have been committed although it did not end with OK: the connection was lost meanwhile. Without this
// bit nothing of it is in the database.
#define ASSAY_SQL_MAY_BE_COMMITTED 1u
// The same batch may succeed when it is submitted again, perhaps later.
#define ASSAY_SQL_CAN_RETRY 2u

// How a batch ended.
//   UNAVAILABLE          the connection was lost or refused, the disk is full, the database was locked for too long
//   ALREADY_EXISTS       a key is there; `constraint` says which
//   FAILED_PRECONDITION  another constraint does not hold, or expected_rows is not met
//   INVALID_ARGUMENT     a statement that the database does not take, or a value that does not fit
//   ABORTED              lost against another transaction: submit again
//   RESOURCE_EXHAUSTED   a queue or a bound is full; DATA_LOSS: the database is damaged; CANCELLED: by `cancel`
typedef struct assay_sql_outcome {
    uint32_t struct_size;
    assay_status_t status;
    // Bits above; 0 with OK.
    uint32_t flags;
    // The index of the statement at fault; statement_count when it is none of them.
    uint32_t failed_statement;
    // With OK: for each statement, the rows that an INSERT, UPDATE or DELETE changed, or that a SELECT returned.
    // Otherwise NULL, but for expected_rows, where those up to failed_statement hold.
    const uint64_t *affected_rows;
    // SQLSTATE ("23505"), also from a database that has other codes; empty when the failure is not the database's.
    assay_string_t code;
    // PostgreSQL: the name of the constraint. SQLite: its columns, "experiments.name", or the index.
    assay_string_t constraint;
    // In words, for logs: lower case, no full stop.
    assay_string_t message;
} assay_sql_outcome_t;

typedef struct assay_sql_session assay_sql_session_t;

// A batch in flight, in the caller's memory. Zero it, set the functions and user_data; it must neither move nor be
// freed before on_done.
typedef struct assay_sql_call {
    // Rows of statement `statement`, lent for the call: statements in order, each none, one or many chunks. They count
    // only if the batch ends with OK. May be NULL.
    // [loop]
    void (*on_rows)(struct assay_sql_call *call, uint32_t statement, const assay_sql_chunk_t *chunk);
    // Called exactly once for each `submit` that returned OK, never from inside `submit`, `cancel` or
    // `close_session`. What was written is on the disk then, as far as the database's durability says.
    // [loop]
    void (*on_done)(struct assay_sql_call *call, const assay_sql_outcome_t *outcome);
    void *user_data;
    // The driver's own.
    void *driver_data[3];
} assay_sql_call_t;

// Somebody who waits for notifications, in the caller's memory; the rules are those of a call, until `unlisten`.
typedef struct assay_sql_listener {
    assay_string_t channel;
    // A notification that was committed while the listener listened. An empty payload, with `is_gap` 1, says that some
    // may have been missed, because the connection was lost: look yourself. It also comes once when listening begins.
    // [loop]
    void (*on_notification)(struct assay_sql_listener *listener, assay_string_t payload, uint32_t is_gap);
    void *user_data;
    // The driver's own.
    void *driver_data[2];
} assay_sql_listener_t;

// Parameters of ARRAYS are arrays of the database, not JSON texts.
#define ASSAY_SQL_HAS_ARRAYS 1u
// `listen` works.
#define ASSAY_SQL_HAS_NOTIFICATIONS 2u
// What was acknowledged survives a loss of power, as far as the database's settings tell.
#define ASSAY_SQL_IS_DURABLE 4u

// What a driver and its database can do.
typedef struct assay_sql_capabilities {
    uint32_t struct_size;
    // Bits above.
    uint32_t flags;
    // "postgres" or "sqlite"; others speak a dialect of their own.
    assay_string_t dialect;
    // "15.18".
    assay_string_t server_version;
    // The settings that durability hangs on: "synchronous_commit=on, fsync=on, full_page_writes=on".
    assay_string_t durability;
} assay_sql_capabilities_t;

// The kind. All sessions are closed, and all on_done have come, before the component is stopped.
typedef struct assay_sql_driver {
    uint32_t struct_size;

    // What the driver and its database can do; it lives until `stop`.
    // [any, started]
    const assay_sql_capabilities_t *(*get_capabilities)(const assay_component_t *driver);

    // Makes a session, which lives on `loop`. The caller closes it with `close_session`.
    // [loop, started]
    assay_status_t (*open_session)(const assay_component_t *driver, assay_loop_t *loop,
                                   assay_sql_session_t **session_owned, assay_error_t *error);

    // Cancels what is in flight and frees the session; on_done still comes for each of its calls.
    // [loop, started]
    void (*close_session)(assay_sql_session_t *session);

    // Submits a batch. The batch and all it refers to are borrowed until on_done. Batches in flight run in any order
    // and at the same time; one that is submitted after another's on_done sees what that one did. A status other than
    // OK means that the call itself is wrong, or RESOURCE_EXHAUSTED that the queue is full; on_done does not come
    // then.
    // [loop, started]
    assay_status_t (*submit)(assay_sql_session_t *session, const assay_sql_batch_t *batch, assay_sql_call_t *call,
                             assay_error_t *error);

    // Ends a batch in flight: on_done comes with CANCELLED and nothing of it is done, or as it ended when that is too
    // late. Does nothing afterwards.
    // [loop, started]
    void (*cancel)(assay_sql_session_t *session, assay_sql_call_t *call);

    // Begins to listen. UNIMPLEMENTED without ASSAY_SQL_HAS_NOTIFICATIONS. To notify, a batch runs the database's
    // statement.
    // [loop, started]
    assay_status_t (*listen)(assay_sql_session_t *session, assay_sql_listener_t *listener, assay_error_t *error);

    // Ends listening; on_notification does not come again.
    // [loop, started]
    void (*unlisten)(assay_sql_session_t *session, assay_sql_listener_t *listener);
} assay_sql_driver_t;

#endif
