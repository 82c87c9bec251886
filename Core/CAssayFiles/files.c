// Assay: opens files beneath a folder, and nowhere else.
// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "assay_files.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdbool.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static_assert(ASSAY_FILES_PATH_ONLY == O_PATH, "the header states the kernel's number");

#define MOST_TRIES 100
#define SEGMENT_BYTES 256

// Copies the segment that `path` begins with; false when it is none that a walk may take.
static bool take_segment(const char **path, char segment[SEGMENT_BYTES]) {
    size_t length = strcspn(*path, "/");
    if (length == 0 || length >= SEGMENT_BYTES) {
        return false;
    }
    memcpy(segment, *path, length);
    segment[length] = '\0';
    *path += length;
    return strcmp(segment, ".") != 0 && strcmp(segment, "..") != 0;
}

int assay_files_walk(int root, const char *path, int flags, uint32_t mode) {
    int folder = root;
    for (;;) {
        char segment[SEGMENT_BYTES];
        int opened;
        bool is_last = true;
        if (!take_segment(&path, segment)) {
            opened = strcspn(path, "/") >= SEGMENT_BYTES ? -ENAMETOOLONG : -EXDEV;
        } else {
            is_last = *path == '\0';
            int how = is_last ? flags | O_NOFOLLOW | O_CLOEXEC : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
            opened = openat(folder, segment, how, is_last ? mode : 0);
            opened = opened < 0 ? -errno : opened;
            if (!is_last) {
                path++;
            }
        }
        if (folder != root) {
            close(folder);
        }
        if (opened < 0 || is_last) {
            return opened;
        }
        folder = opened;
    }
}

int assay_files_open(int root, const char *path, int flags, uint32_t mode) {
    struct open_how how = {
        .flags = (uint64_t)(unsigned)(flags | O_NOFOLLOW | O_CLOEXEC),
        .mode = (flags & O_CREAT) != 0 ? mode : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
    };
    // EAGAIN: something on the way was renamed, and the kernel could not tell whether it left the folder.
    for (int tries = 0; tries < MOST_TRIES; tries++) {
        long opened = syscall(SYS_openat2, root, path, &how, sizeof how);
        if (opened >= 0) {
            return (int)opened;
        }
        // Filters of system calls answer EPERM for what they do not know.
        if (errno == ENOSYS || errno == EPERM) {
            break;
        }
        if (errno != EAGAIN && errno != EINTR) {
            return -errno;
        }
    }
    return assay_files_walk(root, path, flags, mode);
}
