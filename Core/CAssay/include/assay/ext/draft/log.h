// Assay: one log for the host and all plugins.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_EXT_LOG_H
#define ASSAY_EXT_LOG_H

#include "../../host.h"
#include "../../macros.h"

#define ASSAY_EXT_LOG "assay.log/1"

ASSAY_ENUM(assay_log_level){
    ASSAY_LOG_DEBUG = 0,
    ASSAY_LOG_INFO = 1,
    ASSAY_LOG_WARNING = 2,
    ASSAY_LOG_ERROR = 3,
    ASSAY_LOG_FATAL = 4,
    // The host broke the contract, says a plugin.
    ASSAY_LOG_HOST_MISBEHAVING = 5,
    // A plugin broke the contract, says the host.
    ASSAY_LOG_PLUGIN_MISBEHAVING = 6,
};
ASSAY_ENUM_TYPEDEF(assay_log_level, assay_log_level_t)

// Host extension.
typedef struct assay_log {
    uint32_t struct_size;

    // Writes a line. `source` is a component or plugin id, `message` one line without a full stop; both borrowed.
    // [any]
    void (*log)(const assay_host_t *host, assay_log_level_t level, const char *source, const char *message);

    // The lowest level that is written: lets a caller skip the making of a message.
    // [any]
    assay_log_level_t (*get_level)(const assay_host_t *host);
} assay_log_t;

#endif
