// Assay: loads the plugin as a host does, and drives a user of its scenario as a runner does.
// SPDX-License-Identifier: Apache-2.0
#include "fake_client.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                                               \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: failed: %s\n", __FILE__, __LINE__, #condition);                                    \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while (0)

static const assay_host_t host = {
    .struct_size = sizeof(assay_host_t),
    .abi = {ASSAY_ABI_MAJOR, ASSAY_ABI_MINOR, ASSAY_ABI_PATCH},
    .name = "fake host",
    .version = "1",
};

// What the next `finish` returns, and what the last one was told.
static uint32_t next_task = ASSAY_NONE;
static assay_step_result_t last_result;
static int finish_count;

static uint32_t finish(assay_user_context_t *context, assay_step_result_t result, assay_string_t error,
                       assay_string_t trace) {
    (void)context;
    (void)error;
    (void)trace;
    finish_count++;
    last_result = result;
    uint32_t next = next_task;
    next_task = ASSAY_NONE;
    return next;
}

static assay_client_profile_t *get_client(const assay_user_host_t *user_host, const char *client_id, const char *config,
                                          const assay_client_t **client, assay_error_t *error) {
    static int profile;
    (void)user_host;
    (void)error;
    CHECK(strcmp(config, "{\"base_url\":\"http://127.0.0.1/\\u0022\"}") == 0);
    if (strcmp(client_id, "assay.client.httpfast") != 0) {
        return NULL;
    }
    *client = &fake_client;
    return (assay_client_profile_t *)&profile;
}

static const assay_plugin_t *open_plugin(const char *path) {
    void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        exit(1);
    }
    // ISO C has no cast from an object pointer to a function pointer; POSIX promises that the bytes are the same.
    assay_plugin_entry_t entry = NULL;
    void *symbol = dlsym(library, ASSAY_PLUGIN_ENTRY_SYMBOL);
    CHECK(symbol != NULL);
    memcpy(&entry, &symbol, sizeof entry);
    const assay_plugin_t *plugin = entry(&host.abi);
    CHECK(plugin != NULL);
    CHECK(plugin->load(&host, NULL) == ASSAY_STATUS_OK);
    return plugin;
}

static void check_classes(const assay_component_t *component, const assay_scenario_t *scenario) {
    const assay_user_class_t *visitor = scenario->get_user_class(component, 0);
    CHECK(visitor != NULL && scenario->get_user_class(component, 1) == NULL);
    CHECK(visitor->client_count == 1 && strcmp(visitor->clients[0], "assay.client.httpfast") == 0);
    CHECK(visitor->task_set_count == 1 && visitor->task_sets[0].task_count == 2);
    CHECK(visitor->task_sets[0].tasks[0].weight == 3 && visitor->task_sets[0].tasks[1].weight == 1);
}

// Two tasks in a row, one that is cancelled, and the end of the user.
static void check_user(const assay_component_t *component, const assay_scenario_t *scenario) {
    assay_user_host_t user_host = {.struct_size = sizeof user_host,
                                   .host = &host,
                                   .base_url = "http://127.0.0.1/\"",
                                   .finish = finish,
                                   .get_client = get_client};
    assay_user_context_t context = {.user_host = &user_host, .user_id = 1};
    void *user = NULL;
    CHECK(scenario->create_user(component, &context, &user, NULL) == ASSAY_STATUS_OK);
    CHECK(fake_open_sessions == 1);

    scenario->run_step(user, ASSAY_STEP_TASK, 0);
    CHECK(fake_url != NULL && strcmp(fake_url, "/") == 0 && finish_count == 0);
    next_task = 1;
    fake_respond(ASSAY_CLIENT_OK);
    CHECK(fake_url != NULL && strcmp(fake_url, "/item") == 0 && finish_count == 1);
    CHECK(last_result == ASSAY_STEP_OK);
    fake_respond(ASSAY_CLIENT_CONNECTION_REFUSED);
    CHECK(fake_url == NULL && finish_count == 2 && last_result == ASSAY_STEP_OK);

    scenario->run_step(user, ASSAY_STEP_TASK, 0);
    scenario->cancel_step(user);
    CHECK(finish_count == 3 && last_result == ASSAY_STEP_CANCELLED);
    scenario->destroy_user(user);
    CHECK(fake_open_sessions == 0 && fake_unreleased_responses == 0);
}

int main(int argument_count, char **arguments) {
    CHECK(argument_count == 2);
    const assay_plugin_t *plugin = open_plugin(arguments[1]);
    const char *id = plugin->get_descriptor(0)->id;
    const assay_component_t *component = NULL;
    assay_error_t error = {.struct_size = sizeof error};
    CHECK(plugin->create(&host, id, "{\"a\":1}", &component, &error) == ASSAY_STATUS_INVALID_ARGUMENT);
    CHECK(error.message[0] != 0);
    CHECK(plugin->create(&host, "com.example.other", "{}", &component, NULL) == ASSAY_STATUS_NOT_FOUND);
    CHECK(plugin->create(&host, id, " { } ", &component, NULL) == ASSAY_STATUS_OK);
    CHECK(component->start(component, NULL) == ASSAY_STATUS_OK);
    const assay_scenario_t *scenario = component->get_extension(component, ASSAY_KIND_SCENARIO);
    CHECK(scenario != NULL);
    check_classes(component, scenario);
    check_user(component, scenario);
    component->stop(component);
    component->destroy(component);
    plugin->unload();
    puts("ok");
    return 0;
}
