// Assay: loads the libraries it is given, in their order, and calls `load` of each twice. Exit code 1 names the library.
// SPDX-License-Identifier: Apache-2.0
#include <assay/assay.h>

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#define MAX_PLUGINS 16

static const assay_plugin_t *open_plugin(const char *path, const assay_host_t *host) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    void *symbol = library != NULL ? dlsym(library, ASSAY_PLUGIN_ENTRY_SYMBOL) : NULL;
    if (symbol == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return NULL;
    }
    assay_plugin_entry_t entry = NULL;
    memcpy(&entry, &symbol, sizeof entry);
    return entry(&host->abi);
}

int main(int argument_count, char **arguments) {
    // The newest host: it takes plugins of every minor version.
    static const assay_host_t host = {
        .struct_size = sizeof(assay_host_t),
        .abi = {ASSAY_ABI_MAJOR, UINT32_MAX, 0},
        .name = "mixed versions",
        .version = "1",
    };
    const assay_plugin_t *plugins[MAX_PLUGINS];
    int count = argument_count - 1;
    if (count > MAX_PLUGINS) {
        return 2;
    }
    for (int index = 0; index < count; index++) {
        plugins[index] = open_plugin(arguments[index + 1], &host);
        if (plugins[index] == NULL) {
            fprintf(stderr, "%s: refused\n", arguments[index + 1]);
            return 1;
        }
    }
    for (int round = 0; round < 2; round++) {
        for (int index = 0; index < count; index++) {
            if (plugins[index]->load(&host, NULL) != ASSAY_STATUS_OK) {
                fprintf(stderr, "%s: wrong values\n", arguments[index + 1]);
                return 1;
            }
        }
    }
    return 0;
}
