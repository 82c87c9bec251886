// Assay: makes a function and does not free it.
// SPDX-License-Identifier: Apache-2.0
#include <assay/all.h>

static assay_status_t begin(const assay_component_t *component, assay_error_t *error);

#define FIXTURE_START begin
#include "fixture.h"

static void ignore(void *user_data, const void *const *arguments, uint32_t argument_count) {
    (void)user_data, (void)arguments, (void)argument_count;
}

static assay_status_t begin(const assay_component_t *component, assay_error_t *error) {
    const assay_host_t *host = fixture_of(component)->host;
    const assay_functions_t *functions = host->get_extension(host, ASSAY_EXT_FUNCTIONS);
    const assay_field_type_t types[] = {ASSAY_FIELD_STRING, ASSAY_FIELD_DOUBLE};
    assay_function_t function = NULL;
    if (functions == NULL) {
        return fixture_fail(error, ASSAY_STATUS_FAILED_PRECONDITION, "the host makes no functions");
    }
    return functions->make_function(host, types, 2, ignore, NULL, &function, error);
}
