// Assay: a store of artifacts: files of any size, addressed by a key below the store's root.
//
// A key is a relative path, "<experiment>/<run>/artifacts/model/MLmodel": segments of 1 to 255 bytes of UTF-8, joined
// by '/', at most 4095 bytes in all. No segment is "." or "..", none holds NUL; a store may refuse more, in words. A key
// is a name and nothing else: it is never decoded, never a URL, and leads nowhere outside of the root, whatever links
// lie in the store. The empty key is the root.
//
// Everything is completion-style on the work loop that a call names; nothing blocks it. An artifact comes and goes as a
// whole: readers see the old one or the new one, and of an upload that was given up, or whose process died, nothing.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_KIND_ARTIFACT_STORE_H
#define ASSAY_KIND_ARTIFACT_STORE_H

#include "../../component.h"
#include "../../ext/draft/loops.h"

#define ASSAY_KIND_ARTIFACT_STORE "assay.artifact_store/1"

// The longest key, and the longest segment of one, in bytes.
#define ASSAY_ARTIFACT_KEY_BYTES 4095
#define ASSAY_ARTIFACT_NAME_BYTES 255
// The most bytes that a `read` lends, and that a `write` takes.
#define ASSAY_ARTIFACT_PIECE_BYTES (256u << 10)
// The most entries of a page.
#define ASSAY_ARTIFACT_PAGE_ENTRIES 10000

// What is known of an artifact or a folder.
typedef struct assay_artifact_info {
    uint32_t struct_size;
    // 1 for a folder: what has keys below it.
    uint32_t is_directory;
    // In bytes; 0 for a folder.
    uint64_t size;
    // When it was written; 0 when the store does not know.
    assay_time_t modified;
    // Differs whenever the content does; empty when the store has none, and for folders.
    assay_string_t etag;
} assay_artifact_info_t;

// An entry of a folder.
typedef struct assay_artifact_entry {
    // The last segment of its key.
    assay_string_t name;
    // In bytes; 0 for a folder.
    uint64_t size;
    uint32_t is_directory;
    uint32_t reserved;
} assay_artifact_entry_t;

// A part of a multipart upload: where to send it, or what the store's service answered.
typedef struct assay_artifact_part {
    // From 1.
    uint32_t number;
    uint32_t header_count;
    // Where to PUT it, and the headers to send along.
    assay_string_t url;
    const assay_key_value_t *headers;
    // What the service answered to the PUT; for `complete_multipart`.
    assay_string_t etag;
} assay_artifact_part_t;

typedef struct assay_artifact_reader assay_artifact_reader_t;
typedef struct assay_artifact_writer assay_artifact_writer_t;

// How a call ended, and what it brought. All is lent until on_done returns, unless it is said otherwise.
//   INVALID_ARGUMENT     the key is none, or the store refuses it
//   NOT_FOUND            nothing is there
//   FAILED_PRECONDITION  a folder where an artifact is wanted, or the other way round
//   OUT_OF_RANGE         `offset` is past the end
//   PERMISSION_DENIED    the store may not touch it
//   RESOURCE_EXHAUSTED   the disk or a quota is full, or too much is in flight
//   UNAVAILABLE          the store cannot be reached, or its disk fails; try again later
//   UNIMPLEMENTED        this store cannot do that: see the capabilities
typedef struct assay_artifact_result {
    uint32_t struct_size;
    assay_status_t status;
    // In words when it is not OK: lower case, no full stop.
    assay_string_t message;
    // stat, open_reader: what was found.
    assay_artifact_info_t info;
    // list: in the order of the names' bytes.
    const assay_artifact_entry_t *entries;
    size_t entry_count;
    // list: what gives the page after this one; empty at the last.
    assay_string_t next_page;
    // open_reader, open_writer: the caller's, until it is closed, committed or aborted.
    assay_artifact_reader_t *reader_owned;
    assay_artifact_writer_t *writer_owned;
    // read: lent until the next `read` or `close_reader` of the reader. Empty at the end.
    assay_bytes_t piece;
    // begin_multipart: the name of the upload.
    assay_string_t upload_id;
    // begin_multipart: where to send the parts. presign: one part, number 0.
    const assay_artifact_part_t *parts;
    size_t part_count;
    // remove: how many artifacts and folders went.
    uint64_t removed_count;
} assay_artifact_result_t;

// A call in flight, in the caller's memory. Zero it, set on_done and user_data; it must neither move nor be freed before
// on_done.
typedef struct assay_artifact_call {
    // Called exactly once for each function that returned OK, on the loop of the call, never from inside it.
    // [loop]
    void (*on_done)(struct assay_artifact_call *call, const assay_artifact_result_t *result);
    void *user_data;
    // The store's own.
    void *store_data[3];
} assay_artifact_call_t;

// The multipart functions work.
#define ASSAY_ARTIFACT_HAS_MULTIPART 1u
// `presign` works, for reading and for writing.
#define ASSAY_ARTIFACT_HAS_PRESIGN_READ 2u
#define ASSAY_ARTIFACT_HAS_PRESIGN_WRITE 4u

// What a store can do.
typedef struct assay_artifact_capabilities {
    uint32_t struct_size;
    // Bits above.
    uint32_t flags;
    // Where the store is, for people and logs: "file:///srv/artifacts", "s3://bucket/prefix". Never resolved.
    assay_string_t display_uri;
    // The size and number of parts that a multipart upload may have; 0 without.
    uint64_t min_part_bytes;
    uint64_t max_part_bytes;
    uint32_t max_part_count;
    uint32_t reserved;
} assay_artifact_capabilities_t;

// The kind. A status other than OK means that the call could not begin; on_done does not come then. Keys and other texts
// are borrowed until the function returns. All readers and writers are closed, and all on_done have come, before the
// component is stopped.
typedef struct assay_artifact_store {
    uint32_t struct_size;

    // What the store can do; it lives until `stop`.
    // [any, started]
    const assay_artifact_capabilities_t *(*get_capabilities)(const assay_component_t *store);

    // Lists what lies directly in the folder `key`, at most `limit` entries (0: ASSAY_ARTIFACT_PAGE_ENTRIES); `page` is
    // empty or a next_page. What comes or goes meanwhile may be missing; all else is met once. What is no artifact, and
    // names that are not UTF-8, are left out.
    // [loop, started]
    assay_status_t (*list)(const assay_component_t *store, assay_loop_t *loop, assay_string_t key, assay_string_t page,
                           uint32_t limit, assay_artifact_call_t *call, assay_error_t *error);

    // Finds out what `key` is.
    // [loop, started]
    assay_status_t (*stat)(const assay_component_t *store, assay_loop_t *loop, assay_string_t key,
                           assay_artifact_call_t *call, assay_error_t *error);

    // Opens an artifact to read `length` bytes from `offset` on; a negative length is the whole rest. The reader belongs
    // to `loop`, and reads what was there when it was opened, even when the artifact is replaced or removed meanwhile.
    // [loop, started]
    assay_status_t (*open_reader)(const assay_component_t *store, assay_loop_t *loop, assay_string_t key,
                                  uint64_t offset, int64_t length, assay_artifact_call_t *call, assay_error_t *error);

    // Reads on; one read at a time. Fewer bytes than `length` in all means DATA_LOSS, which the last read says.
    // [loop, started]
    assay_status_t (*read)(assay_artifact_reader_t *reader, assay_artifact_call_t *call, assay_error_t *error);

    // Ends reading. The on_done of a read in flight still comes.
    // [loop, started]
    void (*close_reader)(assay_artifact_reader_t *reader);

    // Begins to write an artifact; folders on the way come with the commit. `size_hint` is how many bytes will come, -1
    // when that is not known: a store may refuse at once what will not fit. The writer belongs to `loop`.
    // [loop, started]
    assay_status_t (*open_writer)(const assay_component_t *store, assay_loop_t *loop, assay_string_t key,
                                  int64_t size_hint, assay_artifact_call_t *call, assay_error_t *error);

    // Writes on, at most ASSAY_ARTIFACT_PIECE_BYTES, which are borrowed until on_done; one write at a time. After a
    // failure only `abort` is left.
    // [loop, started]
    assay_status_t (*write)(assay_artifact_writer_t *writer, assay_bytes_t piece, assay_artifact_call_t *call,
                            assay_error_t *error);

    // Puts the artifact in its place, at once and for good: with OK it survives a loss of power. With UNAVAILABLE the
    // disk or the service has failed, and it may be there or not; with any other result nothing of it is there. Either
    // way the writer has ended at on_done. No write is in flight.
    // [loop, started]
    assay_status_t (*commit)(assay_artifact_writer_t *writer, assay_artifact_call_t *call, assay_error_t *error);

    // Gives up; nothing of what was written will be seen. The on_done of a write in flight still comes.
    // [loop, started]
    void (*abort)(assay_artifact_writer_t *writer);

    // Removes an artifact, or a folder with all below it. It is out of sight at once; the memory that this takes is
    // bounded, however many there are. The empty key is refused.
    // [loop, started]
    assay_status_t (*remove)(const assay_component_t *store, assay_loop_t *loop, assay_string_t key,
                             assay_artifact_call_t *call, assay_error_t *error);

    // Begins an upload of `part_count` parts that the client sends to the service itself.
    // [loop, started]
    assay_status_t (*begin_multipart)(const assay_component_t *store, assay_loop_t *loop, assay_string_t key,
                                      uint32_t part_count, assay_artifact_call_t *call, assay_error_t *error);

    // Puts an artifact together from parts that were sent: their numbers and etags.
    // [loop, started]
    assay_status_t (*complete_multipart)(const assay_component_t *store, assay_loop_t *loop, assay_string_t key,
                                         assay_string_t upload_id, const assay_artifact_part_t *parts,
                                         size_t part_count, assay_artifact_call_t *call, assay_error_t *error);

    // Gives up such an upload.
    // [loop, started]
    assay_status_t (*abort_multipart)(const assay_component_t *store, assay_loop_t *loop, assay_string_t key,
                                      assay_string_t upload_id, assay_artifact_call_t *call, assay_error_t *error);

    // Makes a URL by which a client may read, or write, the artifact itself for so many seconds, without credentials.
    // [loop, started]
    assay_status_t (*presign)(const assay_component_t *store, assay_loop_t *loop, assay_string_t key, bool is_write,
                              uint32_t seconds, assay_artifact_call_t *call, assay_error_t *error);
} assay_artifact_store_t;

#endif
