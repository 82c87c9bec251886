// Assay: see assay_last_words.h. The handler allocates nothing, takes no lock and calls only what signal-safety(7) allows.
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "assay_last_words.h"

#include <errno.h>
#include <link.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <ucontext.h>
#include <unistd.h>

enum { library_capacity = 256, stack_size = 64 * 1024, line_capacity = 4096, searched_words = 4096 };

typedef struct {
    const char *path;
    uintptr_t begin;
    uintptr_t end;
} library_t;

typedef struct {
    char text[line_capacity];
    size_t length;
} line_t;

static const struct {
    int number;
    const char *name;
} signals[] = {{SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"},   {SIGILL, "SIGILL"},
               {SIGFPE, "SIGFPE"},   {SIGABRT, "SIGABRT"}, {SIGTRAP, "SIGTRAP"}};
enum { signal_count = sizeof signals / sizeof signals[0] };

static struct sigaction previous[signal_count];
static library_t libraries[library_capacity];
static atomic_int library_count;
static atomic_bool is_installed;
static atomic_flag has_spoken = ATOMIC_FLAG_INIT;
static __thread const assay_call_t *current_call __attribute__((tls_model("initial-exec")));

const assay_call_t *assay_last_words_enter(const assay_call_t *call) {
    const assay_call_t *before = current_call;
    // The handler runs on this thread: what `call` points to must be there before it is seen.
    atomic_signal_fence(memory_order_release);
    current_call = call;
    return before;
}

static int find_code(struct dl_phdr_info *info, size_t size, void *data) {
    (void)size;
    library_t *library = data;
    bool has_address = false;
    uintptr_t begin = UINTPTR_MAX, end = 0;
    for (int index = 0; index < info->dlpi_phnum; index++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[index];
        if (part->p_type != PT_LOAD) {
            continue;
        }
        uintptr_t first = info->dlpi_addr + part->p_vaddr, last = first + part->p_memsz;
        has_address = has_address || (library->begin >= first && library->begin < last);
        if (part->p_flags & PF_X) {
            begin = first < begin ? first : begin;
            end = last > end ? last : end;
        }
    }
    if (!has_address || end == 0) {
        return 0;
    }
    library->begin = begin;
    library->end = end;
    return 1;
}

void assay_last_words_add_library(const char *path, const void *address) {
    int count = atomic_load(&library_count);
    library_t found = {.begin = (uintptr_t)address};
    if (count == library_capacity || dl_iterate_phdr(find_code, &found) == 0) {
        return;
    }
    found.path = strdup(path);
    if (found.path != NULL) {
        libraries[count] = found;
        atomic_store(&library_count, count + 1);
    }
}

static const char *find_library(uintptr_t address) {
    int count = atomic_load(&library_count);
    for (int index = 0; index < count; index++) {
        if (address >= libraries[index].begin && address < libraries[index].end) {
            return libraries[index].path;
        }
    }
    return NULL;
}

// The library whose code called what failed: the first word on the stack that points into one. The kernel reads the stack,
// so that its end is no second crash.
static const char *find_caller(uintptr_t stack) {
    static uintptr_t words[searched_words];
    for (size_t size = sizeof words; size >= 512; size /= 2) {
        struct iovec local = {words, size}, remote = {(void *)stack, size};
        ssize_t count = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
        if (count <= 0) {
            continue;
        }
        for (size_t index = 0; index < (size_t)count / sizeof words[0]; index++) {
            const char *library = find_library(words[index]);
            if (library != NULL) {
                return library;
            }
        }
        break;
    }
    return NULL;
}

static void add(line_t *line, const char *text) {
    while (*text != 0 && line->length < line_capacity - 1) {
        line->text[line->length++] = *text++;
    }
}

static void add_quoted(line_t *line, const char *before, const char *text, const char *after) {
    add(line, before);
    add(line, text);
    add(line, after);
}

static uintptr_t program_counter(const ucontext_t *context) {
#if defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.pc;
#else
    (void)context;
    return 0;
#endif
}

static uintptr_t stack_pointer(const ucontext_t *context) {
#if defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.sp;
#else
    (void)context;
    return 0;
#endif
}

static void speak(const char *signal_name, const ucontext_t *context) {
    static line_t line;
    const assay_call_t *call = current_call;
    if (call != NULL && call->library == NULL) {
        call = NULL;
    }
    const char *library = find_library(program_counter(context));
    add_quoted(&line, "assay: ", signal_name, "");
    if (call != NULL) {
        add_quoted(&line, " in '", call->function, "'");
        if (call->component != NULL) {
            add_quoted(&line, " of component '", call->component, "'");
        }
        add_quoted(&line, " of plugin '", call->library, "'");
    }
    if (library != NULL && (call == NULL || strcmp(library, call->library) != 0)) {
        add_quoted(&line, " in the code of plugin '", library, "'");
    }
    if (library == NULL && call != NULL) {
        library = call->library;
    } else if (library == NULL && (library = find_caller(stack_pointer(context))) != NULL) {
        add_quoted(&line, ", probably called by plugin '", library, "'");
    }
    if (library != NULL) {
        add_quoted(&line, "; run: assay plugins validate '", library, "'\n");
    } else {
        add(&line, ", not in a plugin\n");
    }
    // When nobody hears it there is nothing left to do.
    (void)!write(STDERR_FILENO, line.text, line.length);
}

static void handle(int number, siginfo_t *info, void *context) {
    int saved = errno;
    if (atomic_flag_test_and_set(&has_spoken)) {
        // Another thread crashed first: the process ends when that has said why.
        for (;;) {
            pause();
        }
    }
    for (size_t index = 0; index < signal_count; index++) {
        if (signals[index].number == number) {
            speak(signals[index].name, context);
            sigaction(number, &previous[index], NULL);
        }
    }
    // A fault comes again when this returns; what was sent does not.
    if (info->si_code <= 0) {
        raise(number);
    }
    errno = saved;
}

void *assay_last_words_begin_thread(void) {
    if (!atomic_load(&is_installed)) {
        return NULL;
    }
    void *memory = mmap(NULL, stack_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return NULL;
    }
    stack_t stack = {.ss_sp = memory, .ss_size = stack_size};
    sigaltstack(&stack, NULL);
    return memory;
}

void assay_last_words_end_thread(void *memory) {
    if (memory == NULL) {
        return;
    }
    stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    munmap(memory, stack_size);
}

void assay_last_words_install(void) {
    if (atomic_exchange(&is_installed, true)) {
        return;
    }
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (size_t index = 0; index < signal_count; index++) {
        sigaction(signals[index].number, &action, &previous[index]);
    }
    (void)assay_last_words_begin_thread();
}
