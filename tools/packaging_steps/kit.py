# Assay: installs AssayKit compiled, for targets that are single .swift files.
#
# lib/assay/kit/<tag>/ serves the one compiler whose tag it bears (`swiftc -print-target-info`, swiftCompilerTag). A target
# is compiled with
#   swiftc -I KIT -I KIT/CAssay … -L KIT -lAssayKit
# libAssayKit.a is a linker script: the compiler does not look into an archive for the runtime libraries that it needs.
# SPDX-License-Identifier: Apache-2.0
import json
import shutil

from .project import BuildFailure

MODULES = ("AssayJSON", "AssayKit")
MODULE_MAP = """module CAssay {
    header "../../../../../include/assay/all.h"
    export *
}
"""


def install(project, prefix):
    kit = prefix / "lib/assay/kit" / project.target_info()["swiftCompilerTag"]
    (kit / "CAssay").mkdir(parents=True)
    (kit / "CAssay/module.modulemap").write_text(MODULE_MAP)
    objects = []
    for module in MODULES:
        compiled = project.binaries / "Modules" / f"{module}.swiftmodule"
        if not compiled.is_file():
            raise BuildFailure(f"'{compiled}' was not built; look at the output of swift build")
        shutil.copyfile(compiled, kit / compiled.name)
        objects += current_objects(project.binaries / f"{module}.build")
    project.run("ar", "crs", str(kit / "libAssayKitObjects.a"), *objects, is_quiet=True)
    names = kit / "libraries.txt"
    project.run("swift-autolink-extract", *objects, "-o", str(names), is_quiet=True)
    libraries = [name for name in names.read_text().split() if name.startswith("-l")]
    names.unlink()
    (kit / "libAssayKit.a").write_text(f"GROUP ( libAssayKitObjects.a {' '.join(libraries)} )\n")


def current_objects(folder):
    """The objects of the sources that there are; those of deleted sources stay in the folder."""
    outputs = json.loads((folder / "output-file-map.json").read_text())
    # The entry without a source stands for the whole module, which is compiled source by source.
    return sorted(entry["object"] for source, entry in outputs.items() if source and "object" in entry)
