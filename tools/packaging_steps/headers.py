# Assay: installs the C headers and their pkg-config file, by CMake's rules.
# SPDX-License-Identifier: Apache-2.0


def install(project, prefix):
    build = project.root / ".build/cmake"
    project.run("cmake", "-S", str(project.root), "-B", str(build), "-G", "Ninja", is_quiet=True)
    project.run("cmake", "--install", str(build), "--prefix", str(prefix), is_quiet=True)
