// Assay: the hooks that the exporter uses, and nothing else.
// SPDX-License-Identifier: Apache-2.0
#include "fake_host.h"

#include <string.h>

request_listener_t fake_listener;

static assay_status_t resolve(const assay_host_t *host, const char *name, assay_hook_t *hook) {
    (void)host;
    *hook = 7;
    return strcmp(name, ASSAY_HOOK_REQUEST_SUCCESS) == 0 ? ASSAY_STATUS_OK : ASSAY_STATUS_NOT_FOUND;
}

static assay_status_t subscribe_function(const assay_host_t *host, assay_hook_t hook, assay_listen_t how,
                                         const char *const *field_names, uint32_t field_count,
                                         assay_function_t function, assay_subscription_t *subscription,
                                         assay_error_t *error) {
    static const char *const wanted[] = {"method", "name", "response_time_ms", "response_length"};
    (void)host;
    (void)error;
    if (hook != 7 || how != ASSAY_LISTEN_INLINE || field_count != 4 || fake_listener != NULL) {
        return ASSAY_STATUS_INVALID_ARGUMENT;
    }
    for (uint32_t index = 0; index < field_count; index++) {
        if (strcmp(field_names[index], wanted[index]) != 0) {
            return ASSAY_STATUS_NOT_FOUND;
        }
    }
    fake_listener = (request_listener_t)function;
    *subscription = 1;
    return ASSAY_STATUS_OK;
}

static void unsubscribe(const assay_host_t *host, assay_subscription_t subscription, void (*done)(void *user_data),
                        void *user_data) {
    (void)host;
    if (subscription == 1) {
        fake_listener = NULL;
    }
    if (done != NULL) {
        done(user_data);
    }
}

static const void *get_extension(const assay_host_t *host, const char *id) {
    static const assay_hooks_t hooks = {
        .struct_size = sizeof(assay_hooks_t),
        .resolve = resolve,
        .subscribe_function = subscribe_function,
        .unsubscribe = unsubscribe,
    };
    (void)host;
    return strcmp(id, ASSAY_EXT_HOOKS) == 0 ? &hooks : NULL;
}

const assay_host_t fake_host = {
    .struct_size = sizeof(assay_host_t),
    .abi = {ASSAY_ABI_MAJOR, ASSAY_ABI_MINOR, ASSAY_ABI_PATCH},
    .name = "fake host",
    .version = "1",
    .get_extension = get_extension,
};
