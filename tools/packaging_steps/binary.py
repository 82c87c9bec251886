# Assay: installs one program or library: without debug data, with the search path of the installed tree alone.
# SPDX-License-Identifier: Apache-2.0
import re
import shutil

from .project import BuildFailure


def install(project, source, folder, search_path):
    if not source.is_file():
        raise BuildFailure(f"'{source}' was not built; look at the output of swift build")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / source.name
    shutil.copyfile(source, target)
    target.chmod(0o755)
    if project.configuration == "release":
        project.run("strip", "--strip-debug", str(target), is_quiet=True)
    project.run("patchelf", "--set-rpath", search_path, str(target), is_quiet=True)


def needed_libraries(project, file):
    """The names of the libraries that `file` asks the dynamic linker for."""
    return re.findall(r"\(NEEDED\).*\[(.*)\]", project.run("readelf", "-dW", str(file), is_quiet=True))
