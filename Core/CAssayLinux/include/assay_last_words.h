// Assay: what a process says when a signal ends it: which plugin was called, or whose code ran.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_LAST_WORDS_H
#define ASSAY_LAST_WORDS_H

// A call into a plugin. The texts live as long as the call.
typedef struct assay_call {
    // The library's path.
    const char *library;
    // The function: "create".
    const char *function;
    // The component's id; NULL for a call to the library as a whole.
    const char *component;
} assay_call_t;

// Says what the calling thread does from now on, and returns what it did; NULL for nothing. `call` is borrowed until the
// next call of this function.
const assay_call_t *assay_last_words_enter(const assay_call_t *call);

// Remembers where the code of the library lies that `address` is in. `path` is copied. At most 256 libraries; the code of
// others is not recognised.
void assay_last_words_add_library(const char *path, const void *address);

// Writes a line to standard error before SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT or SIGTRAP does what it did before: ends
// the process, dumps core, or calls the handler that was there. Once in a process.
void assay_last_words_install(void);

// Gives the calling thread a stack for the handler, so that it can speak after an overflow, when it is installed. Returns
// what `assay_last_words_end_thread` takes back; NULL for none.
void *assay_last_words_begin_thread(void);
void assay_last_words_end_thread(void *stack);

#endif
