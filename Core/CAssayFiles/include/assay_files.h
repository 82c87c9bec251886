// Assay: opens files beneath a folder, and nowhere else.
// SPDX-License-Identifier: Apache-2.0
#ifndef ASSAY_FILES_H
#define ASSAY_FILES_H

#include <stdint.h>

// O_PATH, which Swift's Glibc module does not show: opens to look, not to read.
#define ASSAY_FILES_PATH_ONLY 010000000

// Opens `path` beneath the folder `root`, as openat(2) does, with O_CLOEXEC. No symbolic link is followed, not even the
// last one, and the path never leaves the folder, also when others rename what is on the way: openat2(2) sees to that,
// or, where the kernel has it not or forbids it, assay_files_walk. Returns the descriptor or -errno: -ELOOP or -ENOTDIR
// for a link, -EXDEV for a path that would leave the folder.
int assay_files_open(int root, const char *path, int flags, uint32_t mode);

// The same segment by segment, each opened in the one before it without following links. It takes no segment that is
// empty, "." or "..": -EXDEV.
int assay_files_walk(int root, const char *path, int flags, uint32_t mode);

#endif
