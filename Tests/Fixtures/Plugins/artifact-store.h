// Assay: a store of artifacts that says yes to everything and keeps nothing.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_ARTIFACT_STORE_FIXTURE_H
#define ASSAY_ARTIFACT_STORE_FIXTURE_H

#include <assay/all.h>
#include <assay/ext/draft/loops.h>
#include <assay/kind/draft/artifact_store.h>

static const assay_artifact_store_t fixture_store;

#define FIXTURE_KIND ASSAY_KIND_ARTIFACT_STORE
#define FIXTURE_TABLE fixture_store
#include "fixture.h"

static const assay_artifact_capabilities_t *fixture_get_capabilities(const assay_component_t *store) {
    (void)store;
    static const assay_artifact_capabilities_t capabilities = {
        .struct_size = sizeof capabilities,
        .display_uri = {"none:", 5},
    };
    return &capabilities;
}

static void fixture_end(void *data, void *unused) {
    (void)unused;
    assay_artifact_call_t *call = data;
    const assay_artifact_result_t result = {.struct_size = sizeof result, .status = ASSAY_STATUS_OK};
    call->on_done(call, &result);
}

static assay_status_t fixture_begin(const assay_component_t *store, assay_loop_t *loop, assay_artifact_call_t *call) {
    const assay_host_t *host = fixture_of(store)->host;
    const assay_loops_t *loops = host->get_extension(host, ASSAY_EXT_LOOPS);
    loops->post(loop, fixture_end, call, NULL);
    return ASSAY_STATUS_OK;
}

#define OF_KEY(name, ...)                                                                                              \
    static assay_status_t name(const assay_component_t *store, assay_loop_t *loop, assay_string_t key, __VA_ARGS__,    \
                               assay_artifact_call_t *call, assay_error_t *error)

OF_KEY(fixture_list, assay_string_t page, uint32_t limit) {
    (void)key, (void)page, (void)limit, (void)error;
    return fixture_begin(store, loop, call);
}

static assay_status_t fixture_touch(const assay_component_t *store, assay_loop_t *loop, assay_string_t key,
                                    assay_artifact_call_t *call, assay_error_t *error) {
    (void)key, (void)error;
    return fixture_begin(store, loop, call);
}

OF_KEY(fixture_open_reader, uint64_t offset, int64_t length) {
    (void)key, (void)offset, (void)length, (void)error;
    return fixture_begin(store, loop, call);
}

OF_KEY(fixture_open_writer, int64_t size_hint) {
    (void)key, (void)size_hint, (void)error;
    return fixture_begin(store, loop, call);
}

static assay_status_t fixture_read(assay_artifact_reader_t *reader, assay_artifact_call_t *call, assay_error_t *error) {
    (void)reader, (void)call;
    return fixture_fail(error, ASSAY_STATUS_UNIMPLEMENTED, "nothing is read here");
}

static void fixture_close_reader(assay_artifact_reader_t *reader) {
    (void)reader;
}

static assay_status_t fixture_write(assay_artifact_writer_t *writer, assay_bytes_t piece, assay_artifact_call_t *call,
                                    assay_error_t *error) {
    (void)writer, (void)piece, (void)call;
    return fixture_fail(error, ASSAY_STATUS_UNIMPLEMENTED, "nothing is written here");
}

#ifndef STORE_COMMIT
#define STORE_COMMIT fixture_commit

static assay_status_t fixture_commit(assay_artifact_writer_t *writer, assay_artifact_call_t *call,
                                     assay_error_t *error) {
    (void)writer, (void)call;
    return fixture_fail(error, ASSAY_STATUS_UNIMPLEMENTED, "nothing is kept here");
}
#endif

static void fixture_abort(assay_artifact_writer_t *writer) {
    (void)writer;
}

OF_KEY(fixture_begin_multipart, uint32_t part_count) {
    (void)store, (void)loop, (void)key, (void)part_count, (void)call;
    return fixture_fail(error, ASSAY_STATUS_UNIMPLEMENTED, "there are no parts");
}

OF_KEY(fixture_complete_multipart, assay_string_t upload_id, const assay_artifact_part_t *parts, size_t part_count) {
    (void)store, (void)loop, (void)key, (void)upload_id, (void)parts, (void)part_count, (void)call;
    return fixture_fail(error, ASSAY_STATUS_UNIMPLEMENTED, "there are no parts");
}

OF_KEY(fixture_abort_multipart, assay_string_t upload_id) {
    (void)store, (void)loop, (void)key, (void)upload_id, (void)call;
    return fixture_fail(error, ASSAY_STATUS_UNIMPLEMENTED, "there are no parts");
}

OF_KEY(fixture_presign, bool is_write, uint32_t seconds) {
    (void)store, (void)loop, (void)key, (void)is_write, (void)seconds, (void)call;
    return fixture_fail(error, ASSAY_STATUS_UNIMPLEMENTED, "there are no URLs");
}

static const assay_artifact_store_t fixture_store = {
    .struct_size = sizeof(assay_artifact_store_t),
    .get_capabilities = fixture_get_capabilities,
    .list = fixture_list,
    .stat = fixture_touch,
    .open_reader = fixture_open_reader,
    .read = fixture_read,
    .close_reader = fixture_close_reader,
    .open_writer = fixture_open_writer,
    .write = fixture_write,
    .commit = STORE_COMMIT,
    .abort = fixture_abort,
    .remove = fixture_touch,
    .begin_multipart = fixture_begin_multipart,
    .complete_multipart = fixture_complete_multipart,
    .abort_multipart = fixture_abort_multipart,
    .presign = fixture_presign,
};

#endif
