// Assay: makes Swift's Mutex visible to ThreadSanitizer. A contended mutex is taken and given back in the runtime, which is
// not instrumented: ThreadSanitizer would call a race what the mutex keeps in order. The linker puts these functions in
// the place of the runtime's (--wrap).
// SPDX-License-Identifier: Apache-2.0
#include <stdint.h>

#define SELF __attribute__((swift_context))
#define SWIFT __attribute__((swiftcall))
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

void __tsan_acquire(void *address);
void __tsan_release(void *address);

// Synchronization._MutexHandle._lockSlow(UInt32) and ._unlockSlow(); `mutex` is the word that the quick ways change.
SWIFT void runtime_lock(uint32_t thread, SELF void *mutex) __asm__("__real_" LOCK);
SWIFT void runtime_unlock(SELF void *mutex) __asm__("__real_" UNLOCK);
SWIFT void visible_lock(uint32_t thread, SELF void *mutex) __asm__("__wrap_" LOCK);
SWIFT void visible_unlock(SELF void *mutex) __asm__("__wrap_" UNLOCK);

SWIFT void visible_lock(uint32_t thread, SELF void *mutex) {
    runtime_lock(thread, mutex);
    __tsan_acquire(mutex);
}

SWIFT void visible_unlock(SELF void *mutex) {
    __tsan_release(mutex);
    runtime_unlock(mutex);
}
