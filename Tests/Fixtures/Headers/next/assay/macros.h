// Assay: how these headers stay readable in C11 to C++20 and in Swift.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_MACROS_H
#define ASSAY_MACROS_H

#include <stdint.h>

#ifdef __cplusplus
#define ASSAY_EXTERN_C_BEGIN extern "C" {
#define ASSAY_EXTERN_C_END }
#else
#define ASSAY_EXTERN_C_BEGIN
#define ASSAY_EXTERN_C_END
#endif

// An open enum of 32 bits. C++ and clang fix the underlying type; gcc's C11 cannot, so there the constants
// stand alone and the type is int32_t: the layout is the same.
#if defined(__cplusplus)
#define ASSAY_ENUM(name) enum name : int32_t
#define ASSAY_ENUM_TYPEDEF(name, type) typedef enum name type;
#elif defined(__clang__)
#define ASSAY_ENUM(name) enum __attribute__((enum_extensibility(open))) name : int32_t
#define ASSAY_ENUM_TYPEDEF(name, type) typedef enum name type;
#else
#define ASSAY_ENUM(name) enum name
#define ASSAY_ENUM_TYPEDEF(name, type) typedef int32_t type;
#endif

// Marks the one function that a plugin exports.
#define ASSAY_EXPORT __attribute__((visibility("default")))

#endif
