# Assay: installs the part of the Swift runtime that the programs and plugins need, so that no toolchain need be there.
# SPDX-License-Identifier: Apache-2.0
import pathlib

from . import binary


def install(project, prefix):
    folders = [pathlib.Path(path) for path in project.target_info()["paths"]["runtimeLibraryPaths"]]
    queue = [file for folder in ("bin", "lib/assay/plugins") for file in sorted((prefix / folder).iterdir())]
    seen = set()
    while queue:
        for name in binary.needed_libraries(project, queue.pop()):
            if name in seen:
                continue
            seen.add(name)
            library = next((folder / name for folder in folders if (folder / name).is_file()), None)
            if library:
                binary.install(project, library, prefix / "lib/swift", "$ORIGIN")
                queue.append(library)
