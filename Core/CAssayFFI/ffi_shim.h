// Assay: libffi for AssayCore.
// SPDX-License-Identifier: Apache-2.0
#include <ffi.h>

// libffi's types are global variables that it never writes to after start-up, which Swift cannot know.
static inline ffi_type *assay_ffi_int32(void) {
    return &ffi_type_sint32;
}
static inline ffi_type *assay_ffi_uint32(void) {
    return &ffi_type_uint32;
}
static inline ffi_type *assay_ffi_int64(void) {
    return &ffi_type_sint64;
}
static inline ffi_type *assay_ffi_uint64(void) {
    return &ffi_type_uint64;
}
static inline ffi_type *assay_ffi_double(void) {
    return &ffi_type_double;
}
static inline ffi_type *assay_ffi_pointer(void) {
    return &ffi_type_pointer;
}
static inline ffi_type *assay_ffi_void(void) {
    return &ffi_type_void;
}
